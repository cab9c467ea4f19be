package dev.millwright.reconciler;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.monitor.Monitors;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.workflow.Workflows;
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
  private final Workflows workflows;

  DataClock(World world, Workflows workflows) {
    this.world = world;
    this.monitors = new Monitors(world, workflows);
    this.workflows = workflows;
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
      watch(live, revision, at, false);
    } catch (StepFailure | PlatformFailure e) {
      tell("the data's present stays: " + e.getMessage());
    }
  }

  /// Closes what is recorded and what is watched, as far as the data's present goes, and tells when
  /// that is done.
  void flush() throws InterruptedException {
    Optional<Release> live = live();
    if (live.isPresent()) {
      watch(
          live.get(),
          world.tracking().releases().newestRevisionOf(live.get().id()),
          present(),
          true);
      tell("the monitors have looked at all before " + present());
    }
  }

  /// Where the present is the wall clock's, looks whenever a window may have closed.
  ///
  /// @param before when this was asked last
  /// @return when it is asked now
  Instant tick(Instant before) throws InterruptedException {
    Instant now = world.clock().instant();
    Optional<Release> live =
        world.tracking().pointers().dataClock().isEmpty() ? live() : Optional.empty();
    if (live.isPresent() && Monitors.isDue(live.get(), before, now)) {
      watch(live.get(), world.tracking().releases().newestRevisionOf(live.get().id()), now, false);
    }
    return now;
  }

  private void watch(Release live, String revision, Instant now, boolean flush)
      throws InterruptedException {
    monitors.watch(live, revision, now, flush);
    workflows.resume();
  }

  private Optional<Release> live() {
    return world.tracking().pointers().live().flatMap(world.tracking().releases()::find);
  }

  private Instant present() {
    return world.tracking().pointers().dataClock().orElseGet(world.clock()::instant);
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "clock", Optional.empty(), sentence);
  }
}
