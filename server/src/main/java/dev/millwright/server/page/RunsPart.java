package dev.millwright.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The latest runs.
final class RunsPart {
  private RunsPart() {}

  static DomContent of(List<RunRecord> runs) {
    return section(
        h2("Runs"),
        runs.isEmpty()
            ? p("None yet.").withClass("quiet")
            : div(table(
                    thead(
                        tr(
                            th("Run"),
                            th("About"),
                            th("State"),
                            th("Took"),
                            th("Began"),
                            th("Gave"))),
                    tbody(each(runs, RunsPart::row))))
                .withClass("wide"));
  }

  private static DomContent row(RunRecord run) {
    return tr(
        td(
                span(run.kind()).withClass("kind"),
                a("log").withHref("/api/v1/runs/" + run.id() + "/log"))
            .withTitle(run.id()),
        td(run.component().toString()),
        td(Words.badge(run.state().word(), mood(run.state()))),
        td(took(run)).withClass("number"),
        td(Words.time(run.started().orElse(run.created()))),
        td(
            span(outputs(run.outputs())),
            each(run.cause().stream().toList(), cause -> span(cause).withClass("cause"))));
  }

  private static String took(RunRecord run) {
    Optional<Duration> took =
        run.started().flatMap(start -> run.ended().map(end -> Duration.between(start, end)));
    return took.map(Words::took).orElse("");
  }

  private static String outputs(Map<String, String> outputs) {
    return outputs.entrySet().stream()
        .map(output -> output.getKey() + " " + output.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String mood(RunState state) {
    return switch (state) {
      case PENDING -> "calm";
      case RUNNING -> "busy";
      case SUCCEEDED -> "good";
      case FAILED, CANCELLED, TIMED_OUT -> "bad";
    };
  }
}
