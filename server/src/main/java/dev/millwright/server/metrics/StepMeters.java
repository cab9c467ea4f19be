package dev.millwright.server.metrics;

import dev.millwright.tracking.Tallies.EndedStep;
import dev.millwright.tracking.Tracking;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/// How long steps took. Each step on record counts once, those before this process too: a restart
/// sets nothing back.
final class StepMeters {
  private static final Duration[] BUCKETS =
      LongStream.of(1, 5, 15, 60, 300, 900, 3_600, 14_400)
          .mapToObj(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tracking tracking;
  private final Set<String> counted = new HashSet<>();
  private long through;

  StepMeters(MeterRegistry registry, Tracking tracking) {
    this.registry = registry;
    this.tracking = tracking;
  }

  void read() {
    long last = through;
    for (EndedStep step : tracking.tallies().endedSteps(through)) {
      if (counted.add(step.rollout() + "/" + step.id())) {
        timer(step).record(length(step));
      }
      last = step.isLast() ? step.rollout() : last;
    }
    if (last > through) {
      through = last;
      counted.removeIf(it -> Long.parseLong(it.substring(0, it.indexOf('/'))) <= through);
    }
  }

  private static Duration length(EndedStep step) {
    Duration length = Duration.between(step.began(), step.ended());
    return length.isNegative() ? Duration.ZERO : length;
  }

  private Timer timer(EndedStep step) {
    return Timer.builder("millwright.rollout.step")
        .description("How long steps of rollouts took that have ended")
        .tag("action", step.action().toLowerCase(Locale.ROOT))
        .tag("end", step.state().word())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
