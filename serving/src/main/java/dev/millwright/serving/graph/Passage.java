package dev.millwright.serving.graph;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One request's way through a bound graph: what it brought, found, was filled with, and how it
/// ended. Written by one thread, then only read.
public final class Passage {
  final @Nullable Object[] row;
  final boolean[] filled;
  final @Nullable Features[] found;
  final Instant arrived;
  private final BoundGraph graph;
  private final long[] stepNanos;
  private final List<String> warnings = new ArrayList<>(0);
  private @Nullable Instant asOf;
  private @Nullable Outcome outcome;
  private int next = Route.NOWHERE;
  private int @Nullable [] loops;

  Passage(BoundGraph graph, @Nullable Object[] row, Instant arrived, int steps, int lookups) {
    this.graph = graph;
    this.row = row;
    this.arrived = arrived;
    this.filled = new boolean[row.length];
    this.found = new @Nullable Features[lookups];
    this.stepNanos = new long[steps];
  }

  public BoundGraph graph() {
    return graph;
  }

  public Instant arrived() {
    return arrived;
  }

  /// When the answer is about: the time that features were looked up for.
  public Instant at() {
    return asOf == null ? arrived : asOf;
  }

  /// @throws IllegalStateException while the request is on its way
  public Outcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("still on its way");
    }
    return outcome;
  }

  /// Violated policies that let the request pass.
  public List<String> warnings() {
    return warnings;
  }

  /// The time that a step took, in nanoseconds; 0 for a step that was not reached.
  public long stepNanos(int step) {
    return stepNanos[step];
  }

  /// What the caller brought, by field.
  public void request(ValueVisitor visitor) {
    graph.contract().request(row, visitor);
  }

  /// The models' columns as enriched: what was filled in is null here.
  public void inputs(ValueVisitor visitor) {
    graph.contract().inputs(row, filled, visitor);
  }

  /// The answer; nothing when there is none.
  public void outputs(ValueVisitor visitor) {
    if (outcome instanceof Outcome.Answered(var response)) {
      graph.contract().response(response, visitor);
    }
  }

  /// The features that were looked up, with their status, as they went into the models.
  public void features(FeatureVisitor visitor) {
    graph.contract().features(this, visitor);
  }

  /// The snapshot that each set was read at.
  public SortedMap<Name, Digest> snapshots() {
    return graph.contract().snapshots(found);
  }

  void took(int step, long nanos) {
    stepNanos[step] += nanos;
  }

  void goTo(int step) {
    next = step;
  }

  int next() {
    return next;
  }

  /// Counts a way back.
  ///
  /// @param counter which of the graph's; @param of how many the graph has
  /// @return how often it has been taken, this time included
  int loops(int counter, int of) {
    int[] counted = loops == null ? new int[of] : loops;
    loops = counted;
    counted[counter]++;
    return counted[counter];
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void asOf(@Nullable Instant time) {
    if (asOf == null) {
      asOf = time;
    }
  }

  void end(Outcome how) {
    outcome = how;
  }
}
