package dev.millwright.reconciler;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.monitor.Monitors;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import java.time.Instant;
import java.util.Optional;

/// Moves the data's present on: every feature set of the live release takes up what became known
/// since, and its monitors look at what has been answered since.
final class DataClock {
  private final World world;
  private final DataSteps data;
  private final Monitors monitors;

  DataClock(World world, Monitors monitors) {
    this.world = world;
    this.monitors = monitors;
    this.data = new DataSteps(world);
  }

  /// The clock's beginning, the first time that a release is looked at.
  void start(Release release) {
    if (world.tracking().pointers().dataClock().isEmpty()) {
      release.clockStartsAt().ifPresent(world.tracking().pointers()::dataClock);
    }
  }

  /// Moves it; never back.
  void advance(Release live, String revision, Instant at) throws InterruptedException {
    if (world.tracking().pointers().dataClock().filter(now -> !at.isAfter(now)).isPresent()) {
      return;
    }
    try {
      for (Component set : live.of(Kind.FEATURE_SET)) {
        if (((FeatureSet) set.definition()).source() instanceof FeatureSet.Recorded recorded) {
          world.platform().graphs().flush(recorded.graph());
        }
        data.ingest(
            new DataSteps.Scope("clock-" + at.getEpochSecond(), live, revision, Optional.empty()),
            set,
            Optional.of(at));
      }
      world.tracking().pointers().dataClock(at);
      tell("the data's present is " + at);
      monitors.watch(live, revision, at, false);
    } catch (StepFailure | PlatformFailure e) {
      tell("the data's present stays: " + e.getMessage());
    }
  }

  /// Closes what is recorded and what is watched, as far as the data's present goes.
  void flush(Release live, String revision) throws InterruptedException {
    monitors.watch(live, revision, present(), true);
  }

  /// Where the present is the wall clock's, looks whenever a window may have closed.
  ///
  /// @param before when this was asked last
  /// @return when it is asked now
  Instant tick(Release live, String revision, Instant before) throws InterruptedException {
    Instant now = world.clock().instant();
    if (world.tracking().pointers().dataClock().isEmpty() && Monitors.isDue(live, before, now)) {
      monitors.watch(live, revision, now, false);
    }
    return now;
  }

  private Instant present() {
    return world.tracking().pointers().dataClock().orElseGet(world.clock()::instant);
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "clock", Optional.empty(), sentence);
  }
}
