package dev.millwright.reconciler;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import java.time.Instant;
import java.util.Optional;

/// Moves the data's present on: every feature set of the live release takes up what became known
/// since.
final class DataClock {
  private final World world;
  private final DataSteps data;

  DataClock(World world) {
    this.world = world;
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
    } catch (StepFailure | PlatformFailure e) {
      tell("the data's present stays: " + e.getMessage());
    }
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "clock", Optional.empty(), sentence);
  }
}
