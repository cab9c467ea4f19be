package dev.millwright.server.trace;

import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Follows the record and sends each rollout that comes to its end as a trace. Its times are those
/// of the record, so that one which several processes carried out is one trace. Who collects them
/// holds nothing up: what is not taken after a few tries is lost.
public final class RolloutTraces implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RolloutTraces.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final int MOST = 20;

  private final Tracking tracking;
  private final OpenTelemetrySdk sdk;
  private final RolloutSpans spans;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rollout-traces").factory());
  private Optional<String> last;
  private long seen = -1;

  private RolloutTraces(Tracking tracking, OpenTelemetrySdk sdk) {
    this.tracking = tracking;
    this.sdk = sdk;
    this.spans = new RolloutSpans(tracking, sdk.getTracer("dev.millwright"));
    this.last = ended(tracking.rollouts().list(MOST)).stream().findFirst().map(RolloutRecord::id);
  }

  /// Starts; rollouts count that end from now on.
  ///
  /// @param variables where OpenTelemetry's say who collects; absent when they do not, or cannot be
  ///   meant
  public static Optional<RolloutTraces> start(Tracking tracking, Map<String, String> variables) {
    Optional<RolloutTraces> traces =
        Collector.of(variables, "millwright-reconciler")
            .map(sdk -> new RolloutTraces(tracking, sdk));
    traces.ifPresent(RolloutTraces::follow);
    return traces;
  }

  private void follow() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Nothing is asked while nothing changes.
  private synchronized void look() {
    try {
      long now = tracking.changes();
      if (now != seen) {
        fresh().reversed().forEach(this::send);
        seen = now;
      }
    } catch (TrackingFailure e) {
      LOG.log(System.Logger.Level.WARNING, "rollouts cannot be sent as traces", e);
    }
  }

  private void send(RolloutRecord rollout) {
    spans.of(rollout);
    last = Optional.of(rollout.id());
  }

  /// Newest first.
  private List<RolloutRecord> fresh() {
    return ended(tracking.rollouts().list(MOST)).stream()
        .takeWhile(it -> !last.equals(Optional.of(it.id())))
        .toList();
  }

  private static List<RolloutRecord> ended(List<RolloutRecord> rollouts) {
    return rollouts.stream().filter(it -> it.ended().isPresent()).toList();
  }

  /// Sends what has ended by now.
  @Override
  public void close() {
    thread.shutdownNow();
    look();
    var _ = sdk.shutdown().join(FAREWELL.toSeconds(), TimeUnit.SECONDS);
  }
}
