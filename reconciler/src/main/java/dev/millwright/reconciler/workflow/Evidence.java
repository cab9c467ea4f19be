package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.monitor.DriftWords;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Model.TrainedBy;
import dev.millwright.tracking.Monitoring;
import dev.millwright.tracking.WindowRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// Why a model should move on, as the message of the commit that proposes it.
///
/// @param run the workflow's run, noted so that a proposal is known again
record Evidence(String run, Cause cause, Candidate candidate, Monitoring monitoring) {
  private static final int SHOWN = 100;

  /// The trailer by which the commit is known again.
  static String trailer(String run) {
    return "Millwright-Run: " + run;
  }

  String message() {
    List<String> parts = new ArrayList<>();
    parts.add("Train %s on data up to %s".formatted(name(), day(cause.asOf())));
    parts.add(why());
    parts.add(judgement());
    parts.add(gates());
    parts.add(training());
    parts.add(trailer(run));
    return String.join("\n\n", parts) + "\n";
  }

  private String why() {
    List<String> lines =
        new ArrayList<>(List.of("Proposed because %s.".formatted(cause.sentence())));
    cause.alarm().ifPresent(alarm -> drifted(alarm).forEach(window -> lines.add("  " + window)));
    return String.join("\n", lines);
  }

  /// The windows in a row that fired the alert, in order of time.
  private List<String> drifted(Cause.Alarm alarm) {
    List<WindowVerdict> windows =
        monitoring.windows(alarm.monitor(), SHOWN).stream()
            .map(WindowRecord::verdict)
            .filter(window -> !window.end().isAfter(alarm.firedAt()))
            .filter(window -> window.verdict() != Verdict.NOT_ENOUGH_DATA)
            .takeWhile(window -> window.verdict() == Verdict.DRIFTED)
            .toList();
    return windows.reversed().stream().map(window -> DriftWords.sentence(window, 0)).toList();
  }

  private String judgement() {
    TrainedBy how = candidate.model().trainedBy();
    SortedMap<String, Double> metrics = candidate.judged().metrics();
    StringBuilder text =
        new StringBuilder(
            "Judged on the examples from %s to %s, which were held out of its training:\n"
                .formatted(day(how.cutOff().minus(how.holdOut())), day(how.cutOff())));
    text.append(String.format(Locale.ROOT, "  %-16s %12s %12s", "", "candidate", "live"));
    metrics.forEach(
        (name, value) -> {
          if (!name.startsWith("live.")) {
            text.append(row(name, value, metrics.get("live." + name)));
          }
        });
    return text.toString();
  }

  private static String row(
      String name, double value, @org.jspecify.annotations.Nullable Double live) {
    return String.format(
        Locale.ROOT,
        "\n  %-16s %12s %12s",
        name,
        number(name, value),
        live == null ? "-" : number(name, live));
  }

  private static String number(String name, double value) {
    return name.endsWith("examples")
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  private String gates() {
    List<String> lines = new ArrayList<>(List.of("Gates, all held:"));
    candidate.judged().gates().stream()
        .map(JobResult.Gate::sentence)
        .forEach(sentence -> lines.add("  " + sentence));
    return lines.size() == 1 ? "The model declares no gates." : String.join("\n", lines);
  }

  private String training() {
    Model model = candidate.model();
    return """
        Trained on %d examples of %s up to %s.
        The data's present: %s
        Training data: %s
        Merged, the model is trained again from this commit, judged, and rolled out."""
        .formatted(
            candidate.trained().examples(),
            model.trainedBy().featureVector(),
            day(model.trainedBy().cutOff().minus(model.trainedBy().holdOut())),
            cause.asOf(),
            candidate.trained().dataset());
  }

  private String name() {
    return candidate.model().metadata().name().text();
  }

  private static String day(Instant at) {
    String text = at.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }
}
