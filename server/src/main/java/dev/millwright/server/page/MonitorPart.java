package dev.millwright.server.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.meter;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Flaw;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Monitoring;
import dev.millwright.tracking.WindowRecord;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A monitor's windows, newest first, with each feature's distance from its training.
///
/// @param live the live release, which names the monitors
record MonitorPart(Monitoring monitoring, Optional<Release> live) {
  private static final int SHOWN = 10;

  List<DomContent> all() {
    return live.map(release -> release.of(Kind.MONITOR)).orElse(List.of()).stream()
        .map(component -> part(component.address().name()))
        .toList();
  }

  private DomContent part(Name monitor) {
    List<WindowVerdict> windows =
        monitoring.windows(monitor, SHOWN).stream().map(WindowRecord::verdict).toList();
    return section(
        h2("Monitor " + monitor),
        windows.isEmpty()
            ? p("No window has been judged yet.").withClass("quiet")
            : div(table(heads(columns(windows)), rows(windows))).withClass("wide"));
  }

  /// Every feature and method that some window was judged by, in order of name.
  private static List<String> columns(List<WindowVerdict> windows) {
    return windows.stream()
        .flatMap(window -> window.features().stream())
        .map(MonitorPart::column)
        .distinct()
        .sorted()
        .toList();
  }

  private static String column(FeatureDrift drift) {
    return drift.feature() + " " + drift.method().word();
  }

  private static DomContent heads(List<String> columns) {
    return thead(
        tr(th("Window"), th("Samples"), th("Verdict"), each(columns, column -> th(column))));
  }

  private static DomContent rows(List<WindowVerdict> windows) {
    List<String> columns = columns(windows);
    return tbody(each(windows, window -> row(window, columns)));
  }

  private static DomContent row(WindowVerdict window, List<String> columns) {
    return tr(
        td(Words.day(window.start()), span(" to "), Words.day(window.end())).withClass("nowrap"),
        td(Long.toString(window.samples())).withClass("number"),
        td(
            Words.badge(Words.words(window.verdict()), mood(window.verdict())),
            each(flaws(window), flaw -> div(words(flaw)).withClass("quiet"))),
        each(columns, column -> cell(window, column)));
  }

  private static List<Flaw> flaws(WindowVerdict window) {
    return window.observed().map(JobResult.Observed::flaws).orElse(List.of());
  }

  private static String words(Flaw flaw) {
    return String.format(
        Locale.ROOT,
        "%s %s %.3f, was %.3f",
        flaw.feature(),
        flaw.quality().word(),
        flaw.share(),
        flaw.baseline());
  }

  private static DomContent cell(WindowVerdict window, String column) {
    return window.features().stream()
        .filter(drift -> column(drift).equals(column))
        .findFirst()
        .map(MonitorPart::cell)
        .orElseGet(() -> td("–").withClass("quiet"));
  }

  private static DomContent cell(FeatureDrift drift) {
    String tip =
        String.format(Locale.ROOT, "%.4f, threshold %.4f", drift.value(), drift.threshold());
    return td(
            span(String.format(Locale.ROOT, "%.3f", drift.value())),
            meter()
                .attr("min", "0")
                .attr("max", Double.toString(drift.threshold() * 2))
                .attr("high", Double.toString(drift.threshold()))
                .attr("optimum", "0")
                .attr("value", Double.toString(drift.value())))
        .withTitle(tip)
        .withClass(drift.drifted() ? "drifted" : "steady");
  }

  private static String mood(Verdict verdict) {
    return switch (verdict) {
      case OK -> "good";
      case DRIFTED -> "bad";
      case NOT_ENOUGH_DATA -> "calm";
    };
  }
}
