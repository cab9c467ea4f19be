package dev.millwright.cli.report;

import dev.millwright.cli.output.Console;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Flaw;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.WindowRecord;
import java.util.ArrayList;
import java.util.List;

/// A status for people, a line a fact; picocli markup for colour.
public final class StatusText {
  private static final int BRIEF = 10;

  private final StatusReport status;
  private final List<String> lines = new ArrayList<>();

  private StatusText(StatusReport status) {
    this.status = status;
  }

  public static List<String> of(StatusReport status) {
    StatusText text = new StatusText(status);
    text.live();
    status.rollout().ifPresent(text::rollout);
    status.refused().ifPresent(text::refused);
    text.quarantine();
    text.monitors();
    status.notes().forEach(note -> text.lines.add("note      " + Console.literal(note)));
    return text.lines;
  }

  private void live() {
    lines.add(
        status.running()
            ? "@|green running|@   " + status.dashboard().orElse("")
            : "@|yellow stopped|@   start it: millwright up");
    status
        .live()
        .ifPresentOrElse(
            release ->
                lines.add(
                    "@|bold live|@      release "
                        + release.brief()
                        + status.revisions().stream()
                            .findFirst()
                            .map(r -> "  commit " + brief(r))
                            .orElse("")),
            () -> lines.add("@|bold live|@      nothing yet"));
    status.dataClock().ifPresent(clock -> lines.add("data      known until " + clock));
    status
        .components()
        .forEach(
            component ->
                lines.add(
                    "          %s@%s"
                        .formatted(component.address(), component.version().substring(0, 8))));
  }

  private void rollout(RolloutRecord rollout) {
    lines.add(
        "@|cyan rollout|@   to release %s, commit %s: %s"
            .formatted(
                rollout.target().brief(), brief(rollout.revision()), rollout.phase().word()));
    rollout.steps().forEach(step -> lines.add("          " + step(step)));
  }

  private static String step(StepRecord step) {
    String state = step.state() == StepState.FAILED ? "@|red failed|@" : step.state().word();
    return "%-10s %s%s"
        .formatted(
            state, step.id(), step.cause().map(cause -> "  " + Console.literal(cause)).orElse(""));
  }

  private void refused(RevisionRecord revision) {
    lines.add("@|red refused|@   commit " + brief(revision.revision()) + "; what was live stays");
    for (Diagnostic finding : revision.diagnostics()) {
      lines.add(
          "          %s %s: %s"
              .formatted(
                  finding.rule().id(),
                  Console.literal(finding.span().toString()),
                  Console.literal(finding.message())));
      finding.hint().ifPresent(hint -> lines.add("            hint: " + Console.literal(hint)));
    }
  }

  private void quarantine() {
    status
        .quarantine()
        .forEach(
            held ->
                lines.add(
                    "@|red quarantine|@ release %s, commit %s: %s"
                        .formatted(
                            held.release().brief(),
                            brief(held.revision()),
                            Console.literal(held.cause()))));
  }

  private void monitors() {
    for (WindowRecord window : status.windows()) {
      WindowVerdict verdict = window.verdict();
      lines.add(
          "@|bold monitor|@   %s  %s to %s  %s (%d samples)"
              .formatted(
                  window.monitor(),
                  verdict.start(),
                  verdict.end(),
                  words(verdict),
                  verdict.samples()));
      verdict.features().stream()
          .filter(FeatureDrift::drifted)
          .forEach(drift -> lines.add("          " + drift(drift)));
      verdict.observed().stream()
          .flatMap(observed -> observed.flaws().stream())
          .forEach(flaw -> lines.add("          " + flaw(flaw)));
    }
    status
        .alerts()
        .forEach(
            alert ->
                lines.add(
                    "@|yellow alert|@     %s/%s %s: %s"
                        .formatted(
                            alert.monitor(),
                            alert.name(),
                            alert.state().name().toLowerCase(java.util.Locale.ROOT),
                            Console.literal(alert.sentence()))));
  }

  private static String words(WindowVerdict verdict) {
    return switch (verdict.verdict()) {
      case OK -> "@|green no drift|@";
      case DRIFTED -> "@|red drifted|@";
      case NOT_ENOUGH_DATA -> "@|yellow not enough data|@";
    };
  }

  private static String drift(FeatureDrift drift) {
    return "%s: %s %.3f, threshold %.3f"
        .formatted(drift.feature(), drift.method(), drift.value(), drift.threshold());
  }

  private static String flaw(Flaw flaw) {
    return "%s: %s %.3f, was %.3f"
        .formatted(flaw.feature(), flaw.quality().word(), flaw.share(), flaw.baseline());
  }

  private static String brief(String revision) {
    return revision.substring(0, Math.min(BRIEF, revision.length()));
  }
}
