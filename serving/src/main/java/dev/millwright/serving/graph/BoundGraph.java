package dev.millwright.serving.graph;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.serving.GraphFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One graph version bound by one release: all names resolved, all expressions compiled. Immutable;
/// safe for use by many threads. A request that has entered reads only what stands here.
public final class BoundGraph {
  private final Name name;
  private final Digest release;
  private final SortedMap<Address, Digest> versions;
  private final Duration timeout;
  private final BoundStep[] steps;
  private final Route route;
  private final Contract contract;
  private final int width;
  private final Ticker ticker;

  /// Time for deadlines and steps, in nanoseconds from any origin; rises.
  public interface Ticker {
    long nanos();
  }

  BoundGraph(
      GraphFile file,
      Digest release,
      SortedMap<Address, Digest> versions,
      GraphBinder binder,
      Ticker ticker) {
    this.name = file.graph().metadata().name();
    this.release = release;
    this.versions = versions;
    this.timeout = file.graph().timeout();
    this.steps = binder.steps();
    this.route = new Route(file.graph());
    this.contract = binder.contract();
    this.width = binder.width();
    this.ticker = ticker;
  }

  /// Binds a graph version.
  ///
  /// @param versions address to version of all that takes part in an answer
  /// @throws IllegalArgumentException when the files do not fit together
  public static BoundGraph bind(
      GraphFile file,
      Digest release,
      SortedMap<Address, Digest> versions,
      Materials materials,
      Formulas formulas,
      Ticker ticker) {
    GraphBinder binder = new GraphBinder(file, materials, formulas);
    return new BoundGraph(file, release, versions, binder, ticker);
  }

  /// Takes a request through all steps. Never throws for what the request holds.
  ///
  /// @param row a row of [#width] slots that starts with the request's values; taken over
  /// @param entered when the request came in, on the ticker: the graph's timeout counts from there
  public Passage run(@Nullable Object[] row, Instant arrived, long entered) {
    Passage passage = new Passage(this, row, arrived, steps.length, contract.lookups().size());
    passage.end(outcome(passage, entered));
    return passage;
  }

  private Outcome outcome(Passage passage, long entered) {
    long deadline = entered + timeout.toNanos();
    long before = ticker.nanos();
    int step = 0;
    while (step != Route.NOWHERE) {
      passage.goTo(route.next(step));
      Outcome end = attempt(steps[step], passage);
      long after = ticker.nanos();
      passage.took(step, after - before);
      before = after;
      if (after - deadline > 0) {
        return new Outcome.Late(steps[step].name());
      }
      if (end != null && !takenOver(end, step, passage)) {
        return end;
      }
      step = passage.next();
    }
    throw new IllegalStateException(name + " has no step that answers");
  }

  /// Whether another step takes over from one that did not go through.
  private boolean takenOver(Outcome end, int step, Passage passage) {
    int handler = route.onError(step);
    if (end instanceof Outcome.Answered || handler == Route.NOWHERE) {
      return false;
    }
    passage.warn(steps[step].name() + " did not go through; " + steps[handler].name() + " did");
    passage.goTo(handler);
    return true;
  }

  private static @Nullable Outcome attempt(BoundStep step, Passage passage) {
    try {
      return step.run(passage);
    } catch (RuntimeException e) {
      return new Outcome.Failed(step.name(), "the step " + step.name() + " failed", e);
    }
  }

  public Name name() {
    return name;
  }

  public Digest release() {
    return release;
  }

  public SortedMap<Address, Digest> versions() {
    return versions;
  }

  public List<NamedType> request() {
    return contract.request();
  }

  public List<NamedType> response() {
    return contract.response();
  }

  public List<String> stepNames() {
    return Arrays.stream(steps).map(BoundStep::name).toList();
  }

  /// How many slots a row has.
  public int width() {
    return width;
  }

  Contract contract() {
    return contract;
  }
}
