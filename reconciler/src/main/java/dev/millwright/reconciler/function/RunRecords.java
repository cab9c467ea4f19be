package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Function;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Puts runs of functions on record that are about to begin.
final class RunRecords {
  /// The kind of those by hand.
  static final String BY_HAND = "run";

  /// And of those by a schedule.
  static final String BY_SCHEDULE = "schedule";

  private final World world;
  private final AtomicLong last = new AtomicLong();

  RunRecords(World world) {
    this.world = world;
  }

  /// One that somebody asked for; it has an id of its own.
  ///
  /// @param inputs the snapshots that it reads
  RunRecord byHand(
      Component component,
      String revision,
      SortedMap<String, String> parameters,
      SortedMap<String, Digest> inputs) {
    long now = world.clock().instant().toEpochMilli();
    long number = last.updateAndGet(before -> Math.max(before + 1, now));
    String id = "run-%s-%d".formatted(component.address().name(), number);
    return kept(id, BY_HAND, component, revision, parameters, inputs);
  }

  /// One by a schedule, which gives neither parameters nor inputs.
  RunRecord bySchedule(String id, Component component, String revision) {
    SortedMap<String, String> parameters = ((Function) component.definition()).defaults();
    return kept(id, BY_SCHEDULE, component, revision, parameters, new TreeMap<>());
  }

  private RunRecord kept(
      String id,
      String kind,
      Component component,
      String revision,
      SortedMap<String, String> parameters,
      SortedMap<String, Digest> inputs) {
    RunRecord run =
        new RunRecord(
            id,
            kind,
            RunState.PENDING,
            component.address(),
            component.version(),
            Optional.of(revision),
            Optional.empty(),
            parameters,
            inputs,
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            world.clock().instant(),
            Optional.empty(),
            Optional.empty());
    world.tracking().runs().save(run);
    return run;
  }
}
