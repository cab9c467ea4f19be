package dev.millwright.reconciler.monitor;

import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.Kind;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Alert;
import dev.millwright.tracking.WindowRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The live monitors. Each look judges the windows that have closed since, tells what they say, and
/// moves the alerts; all of it is in the record or none, so that a look that was cut short happens
/// again.
public final class Monitors {
  private final World world;
  private final Alarm alarm;

  /// @param alarm told of every alert that fires
  public Monitors(World world, Alarm alarm) {
    this.world = world;
    this.alarm = alarm;
  }

  /// Looks at every live monitor's recording. What cannot be looked at is told and left for the
  /// next time.
  ///
  /// @param now the data's present: windows that ended before it are closed
  /// @param flush whether the window that the present is in closes early
  public void watch(Release live, String revision, Instant now, boolean flush)
      throws InterruptedException {
    for (Component component : live.of(Kind.MONITOR)) {
      Monitor monitor = (Monitor) component.definition();
      WatchJob job = new WatchJob(world, live, revision, component, now, flush);
      try {
        if (job.isCutShort()) {
          look(job);
        }
        look(job);
      } catch (StepFailure | PlatformFailure e) {
        tell(monitor, monitor.metadata().name() + " could not look: " + e.getMessage());
      }
    }
  }

  private void look(WatchJob job) throws StepFailure, PlatformFailure, InterruptedException {
    List<WindowVerdict> windows = job.run();
    Monitor monitor = (Monitor) job.component().definition();
    world
        .tracking()
        .atomically(
            () -> {
              job.taken();
              return take(job.component(), monitor, windows, job.now());
            });
  }

  /// Whether a monitor has a window that closed in this stretch.
  public static boolean isDue(Release live, Instant after, Instant until) {
    return live.of(Kind.MONITOR).stream()
        .map(component -> ((Monitor) component.definition()).window().slide().toSeconds())
        .anyMatch(
            slide ->
                Math.floorDiv(until.getEpochSecond(), slide)
                    > Math.floorDiv(after.getEpochSecond(), slide));
  }

  private int take(Component component, Monitor monitor, List<WindowVerdict> windows, Instant now) {
    int taken = 0;
    for (WindowVerdict window : windows) {
      if (isNew(component, window)) {
        keep(component, monitor, window);
        taken++;
      }
      boolean counts = window.verdict() != Verdict.NOT_ENOUGH_DATA || !window.end().isAfter(now);
      if (counts) {
        move(monitor, window, now);
      }
    }
    return taken;
  }

  /// Whether the window says something that is not in the record. What another version of the
  /// monitor has judged stays as it was judged then, unless more has come.
  private boolean isNew(Component component, WindowVerdict window) {
    Optional<WindowRecord> known =
        world.tracking().monitoring().window(component.address().name(), window.start());
    return known
        .map(
            record ->
                record.version().equals(component.version())
                    ? !record.verdict().equals(window)
                    : record.verdict().samples() < window.samples())
        .orElse(true);
  }

  private void keep(Component component, Monitor monitor, WindowVerdict window) {
    world
        .tracking()
        .monitoring()
        .save(
            new WindowRecord(
                monitor.metadata().name(), component.version(), window, world.clock().instant()));
    tell(
        monitor,
        monitor.metadata().name()
            + ", "
            + DriftWords.sentence(window, monitor.window().minSamples()));
  }

  private void move(Monitor monitor, WindowVerdict window, Instant now) {
    Alerts alerts = new Alerts(world, monitor);
    for (Alert alert : monitor.alerts()) {
      if (alerts.move(alert, window)) {
        String sentence =
            window.verdict() == Verdict.DRIFTED
                ? DriftWords.cause(window)
                : DriftWords.sentence(window, monitor.window().minSamples());
        tell(
            monitor,
            "the alert %s of %s fires: %s"
                .formatted(alert.name(), monitor.metadata().name(), sentence));
        alarm.fired(new Fired(monitor, alert, window.end(), now, sentence));
      }
    }
  }

  private void tell(Monitor monitor, String sentence) {
    world
        .tracking()
        .story()
        .tell(
            world.clock().instant(),
            "monitor",
            Optional.of(monitor.address().toString()),
            sentence);
  }
}
