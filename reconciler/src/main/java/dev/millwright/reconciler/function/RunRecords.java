package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.tracking.RunRecord;
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
      Release live,
      Component component,
      SortedMap<String, String> parameters,
      SortedMap<String, Digest> inputs) {
    long now = world.clock().instant().toEpochMilli();
    long number = last.updateAndGet(before -> Math.max(before + 1, now));
    String id = "run-%s-%d".formatted(component.address().name(), number);
    return kept(id, BY_HAND, live, component, parameters, inputs);
  }

  /// One by a schedule, which gives neither parameters nor inputs.
  RunRecord bySchedule(String id, Release release, Component component) {
    SortedMap<String, String> parameters = ((Function) component.definition()).defaults();
    return kept(id, BY_SCHEDULE, release, component, parameters, new TreeMap<>());
  }

  private RunRecord kept(
      String id,
      String kind,
      Release release,
      Component component,
      SortedMap<String, String> parameters,
      SortedMap<String, Digest> inputs) {
    RunRecord run =
        RunRecord.pending(
            id,
            kind,
            component.address(),
            component.version(),
            world.tracking().releases().newestRevisionOf(release.id()),
            parameters,
            inputs,
            world.clock().instant());
    world.tracking().runs().save(run);
    return run;
  }
}
