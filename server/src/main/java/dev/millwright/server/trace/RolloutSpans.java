package dev.millwright.server.trace;

import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tracking;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A rollout that has ended as a span, and a child for each of its steps that has begun.
record RolloutSpans(Tracking tracking, Tracer tracer) {
  private static final AttributeKey<String> PROJECT = key("project");
  private static final AttributeKey<String> ENVIRONMENT = key("environment");
  private static final AttributeKey<String> RELEASE = key("release");
  private static final AttributeKey<String> REVISION = key("revision");
  private static final AttributeKey<String> ROLLOUT = key("rollout");
  private static final AttributeKey<String> STEP = key("step");
  private static final AttributeKey<String> COMPONENT = key("component");
  private static final AttributeKey<String> OUTCOME = key("outcome");

  private static AttributeKey<String> key(String word) {
    return AttributeKey.stringKey("millwright." + word);
  }

  void of(RolloutRecord rollout) {
    Attributes common = common(rollout);
    Instant end = rollout.ended().orElse(rollout.changed());
    Span span =
        tracer
            .spanBuilder("rollout")
            .setNoParent()
            .setStartTimestamp(rollout.began())
            .setAllAttributes(common)
            .setAttribute(REVISION, rollout.revision())
            .setAttribute(OUTCOME, rollout.phase().word())
            .startSpan();
    if (rollout.phase() == Phase.RETURNED) {
      span.setStatus(StatusCode.ERROR, rollout.cause().orElse(""));
    }
    Context context = Context.root().with(span);
    Map<String, Step> planned =
        rollout.plan().steps().stream().collect(Collectors.toMap(Step::id, Function.identity()));
    for (StepRecord step : rollout.steps()) {
      Optional.ofNullable(planned.get(step.id()))
          .filter(_ -> step.began().isPresent())
          .ifPresent(plan -> step(context, common, step, plan, end));
    }
    span.end(end);
  }

  private Attributes common(RolloutRecord rollout) {
    AttributesBuilder attributes =
        Attributes.builder().put(ROLLOUT, rollout.id()).put(RELEASE, rollout.target().brief());
    tracking
        .releases()
        .find(rollout.target())
        .ifPresent(
            release ->
                attributes
                    .put(PROJECT, release.project().text())
                    .put(ENVIRONMENT, release.environment().text()));
    return attributes.build();
  }

  /// @param end of the rollout, which is also that of a step that was given up
  private void step(
      Context rollout, Attributes common, StepRecord step, Step planned, Instant end) {
    Span span =
        tracer
            .spanBuilder(planned.action().name().toLowerCase(Locale.ROOT))
            .setParent(rollout)
            .setStartTimestamp(step.began().orElse(end))
            .setAllAttributes(common)
            .setAttribute(STEP, step.id())
            .setAttribute(OUTCOME, step.state().word())
            .startSpan();
    planned.target().ifPresent(target -> span.setAttribute(COMPONENT, target.toString()));
    if (step.state() == StepState.FAILED) {
      span.setStatus(StatusCode.ERROR, step.cause().orElse(""));
    }
    span.end(step.ended().orElse(end));
  }
}
