package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Condition.Truth;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How far a rollout is.
record RolloutStatus(RolloutRecord rollout) {
  private static final int STEPS_NAMED = 3;

  Map<String, Object> fields() {
    Map<String, Object> status = new TreeMap<>();
    status.put("phase", Words.camel(rollout.phase()));
    status.put("percent", rollout.percent());
    status.put("traffic", rollout.percent() + "%");
    status.put("stepsDone", done() + "/" + rollout.plan().steps().size());
    status.put("shortRevision", Words.brief(rollout.revision()));
    status.put("steps", rollout.steps().stream().map(RolloutStatus::step).toList());
    String step = step();
    if (!step.isEmpty()) {
      status.put("step", step);
    }
    rollout.cause().ifPresent(cause -> status.put("cause", Words.clipped(cause)));
    rollout.successor().ifPresent(successor -> status.put("successor", successor.hex()));
    status.put("began", Times.seconds(rollout.began()));
    status.put("changed", Times.seconds(rollout.changed()));
    rollout.ended().ifPresent(ended -> status.put("ended", Times.seconds(ended)));
    status.put("conditions", List.of(progressing().fields(), isDone().fields()));
    return status;
  }

  /// Such as `returning traffic to the last good release: no answer in time`.
  String sentence() {
    String because = rollout.cause().map(cause -> ": " + cause).orElse("");
    return switch (rollout.phase()) {
      case PLANNED -> "planned: " + rollout.plan().steps().size() + " steps";
      case BUILDING -> "builds images";
      case PREPARING -> "prepares what is new beside what runs";
      case SHIFTING -> shifting() + rollout.target().brief();
      case PROVING -> "proves release " + rollout.target().brief() + " under all traffic";
      case RETIRING -> "takes away what is not needed any more";
      case RETURNING -> "returns traffic to the last good release" + because;
      case DONE -> "release " + rollout.target().brief() + " is live and proven";
      case RETURNED -> "returned to the last good release" + because;
      case OVERTAKEN -> "made way for a newer commit" + because;
    };
  }

  private String shifting() {
    boolean asks = in(StepState.RUNNING).contains("shadow");
    return asks ? "asks by copies of requests release " : "shifts traffic to release ";
  }

  private long done() {
    return rollout.steps().stream().filter(step -> step.state() == StepState.DONE).count();
  }

  private String step() {
    List<String> failed = in(StepState.FAILED);
    List<String> named = failed.isEmpty() ? in(StepState.RUNNING) : failed;
    String text = named.stream().limit(STEPS_NAMED).collect(Collectors.joining(", "));
    return named.size() > STEPS_NAMED
        ? text + " and " + (named.size() - STEPS_NAMED) + " more"
        : text;
  }

  private List<String> in(StepState state) {
    return rollout.steps().stream()
        .filter(step -> step.state() == state)
        .map(StepRecord::id)
        .toList();
  }

  private static Map<String, Object> step(StepRecord step) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("id", step.id());
    fields.put("state", Words.camel(step.state()));
    if (step.cursor() > 0) {
      fields.put("cursor", step.cursor());
    }
    step.began().ifPresent(began -> fields.put("began", Times.seconds(began)));
    step.ended().ifPresent(ended -> fields.put("ended", Times.seconds(ended)));
    step.cause().ifPresent(cause -> fields.put("cause", Words.clipped(cause)));
    return fields;
  }

  private Condition progressing() {
    return Condition.of(
        "Progressing",
        rollout.ended().isEmpty(),
        Words.camel(rollout.phase()),
        sentence(),
        rollout.ended().orElse(rollout.began()));
  }

  /// Not known before it has come to its end: who waits for it to fail need not wait for ever.
  private Condition isDone() {
    Truth truth =
        rollout.ended().isEmpty()
            ? Truth.UNKNOWN
            : rollout.phase() == Phase.DONE ? Truth.TRUE : Truth.FALSE;
    return new Condition(
        "Done",
        truth,
        Words.camel(rollout.phase()),
        sentence(),
        rollout.ended().orElse(rollout.began()));
  }
}
