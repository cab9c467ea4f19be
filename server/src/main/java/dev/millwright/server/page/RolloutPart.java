package dev.millwright.server.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import dev.millwright.spec.Address;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Reason;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Rollouts as stories: what changed and why, and the steps that carried it out.
final class RolloutPart {
  private RolloutPart() {}

  /// The newest in full, the others folded.
  ///
  /// @param rollouts newest first
  static List<DomContent> of(List<RolloutRecord> rollouts) {
    if (rollouts.isEmpty()) {
      return List.of();
    }
    RolloutRecord newest = rollouts.getFirst();
    DomContent story =
        section(h2(each(List.of(span("Rollout "), title(newest)), part -> part)), body(newest));
    List<RolloutRecord> before = rollouts.subList(1, rollouts.size());
    return before.isEmpty()
        ? List.of(story)
        : List.of(story, section(h2("Before that"), each(before, RolloutPart::folded)));
  }

  private static DomContent folded(RolloutRecord rollout) {
    return details(summary(title(rollout)), body(rollout)).withId("rollout-" + rollout.id());
  }

  private static DomContent title(RolloutRecord rollout) {
    String took =
        rollout.ended().map(end -> Words.took(Duration.between(rollout.began(), end))).orElse("");
    return span(
            span("to "),
            Words.digest(rollout.target()),
            span("of revision "),
            Words.revision(rollout.revision()),
            Words.badge(rollout.phase().word(), mood(rollout.phase())),
            span(took).withClass("quiet"))
        .withClass("title");
  }

  private static String mood(Phase phase) {
    return switch (phase) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, RETIRING -> "busy";
      case RETURNING, RETURNED -> "bad";
      case DONE -> "good";
      case OVERTAKEN -> "calm";
    };
  }

  private static DomContent body(RolloutRecord rollout) {
    List<Change> changes =
        rollout.plan().changes().stream().filter(c -> c.action() != Action.KEEP).toList();
    int kept = rollout.plan().changes().size() - changes.size();
    return div(
        each(rollout.cause().stream().toList(), cause -> p(cause).withClass("cause")),
        div(
                div(
                    h3("What changes, and why"),
                    ul(
                            each(changes, RolloutPart::change),
                            iff(kept > 0, li(kept + " stay as they are").withClass("quiet")))
                        .withClass("changes")),
                div(
                    h3("Steps"),
                    ol(each(rollout.steps(), step -> step(step, rollout))).withClass("timeline")))
            .withClass("columns"));
  }

  private static DomContent change(Change change) {
    return li(
        Words.badge(change.action().word(), change.action() == Action.RETIRE ? "bad" : "calm"),
        span(change.address().toString()),
        ul(each(change.reasons(), RolloutPart::reason)));
  }

  private static DomContent reason(Reason reason) {
    String path =
        reason.path().size() < 2
            ? ""
            : reason.path().stream().map(Address::toString).collect(Collectors.joining(" → "));
    return li(span(reason.sentence()), iff(!path.isEmpty(), span(path).withClass("hint")));
  }

  private static DomContent step(StepRecord step, RolloutRecord rollout) {
    return li(
            span(step.id()).withClass("step"),
            span(timing(step, rollout)).withClass("quiet"),
            each(step.began().stream().toList(), Words::time),
            iff(
                step.state() == StepState.RUNNING && step.id().startsWith("shift"),
                Words.badge(rollout.percent() + " % of traffic", "busy")),
            each(step.cause().stream().toList(), cause -> span(cause).withClass("cause")))
        .withClass(step.state().word());
  }

  private static String timing(StepRecord step, RolloutRecord rollout) {
    Instant began = step.began().orElse(rollout.began());
    return switch (step.state()) {
      case WAITING -> "waits";
      case RUNNING -> "runs";
      case DONE, FAILED ->
          step.ended().map(end -> Words.took(Duration.between(began, end))).orElse("");
      case ABANDONED -> "given up";
    };
  }
}
