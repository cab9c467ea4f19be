package dev.millwright.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.millwright.server.control.PlatformStatus.Wait;
import dev.millwright.server.view.StatusView;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/// What a person should know first: refused, quarantined, waiting, alerting.
final class TroublePart {
  private TroublePart() {}

  static List<DomContent> of(StatusView status) {
    List<DomContent> parts = new ArrayList<>();
    status
        .revision()
        .filter(RevisionRecord::isRefused)
        .ifPresent(revision -> parts.add(refused(revision)));
    if (!status.quarantine().isEmpty()) {
      parts.add(
          trouble("In quarantine", "bad", status.quarantine().stream().map(TroublePart::line)));
    }
    if (!status.alerts().isEmpty()) {
      parts.add(trouble("Alerts", "bad", status.alerts().stream().map(TroublePart::line)));
    }
    if (!status.waits().isEmpty()) {
      parts.add(trouble("Waiting", "busy", status.waits().stream().map(TroublePart::line)));
    }
    if (!status.notes().isEmpty()) {
      parts.add(trouble("Notes", "calm", status.notes().stream().map(note -> li(note))));
    }
    return parts;
  }

  private static DomContent trouble(
      String title, String mood, java.util.stream.Stream<? extends DomContent> lines) {
    return section(h2(title), ul(each(lines.toList(), line -> line))).withClasses("trouble", mood);
  }

  private static DomContent refused(RevisionRecord revision) {
    return section(
            h2(span("Refused: revision "), Words.revision(revision.revision())),
            p("Nothing of it was done; what was live stays as it was."),
            ol(each(revision.diagnostics(), TroublePart::line)).withClass("findings"))
        .withClasses("trouble", "bad");
  }

  private static DomContent line(Diagnostic finding) {
    return li(
        code(finding.span().toString()),
        Words.badge(finding.rule().id(), "calm").withTitle(finding.rule().summary()),
        span(finding.message()),
        each(finding.hint().stream().toList(), hint -> span(hint).withClass("hint")));
  }

  private static DomContent line(QuarantineRecord quarantined) {
    return li(
        span("release "),
        Words.digest(quarantined.release()),
        span(" of revision "),
        Words.revision(quarantined.revision()),
        span(": " + quarantined.cause() + " "),
        Words.time(quarantined.at()),
        span("a new commit replaces it; `millwright retry` tries it again").withClass("hint"));
  }

  private static DomContent line(AlertRecord alert) {
    return li(
        Words.badge(Words.words(alert.state()), "bad"),
        span(alert.monitor() + ": " + alert.name() + " (" + alert.severity() + ") "),
        span(alert.sentence() + " "),
        Words.day(alert.dataAt()));
  }

  private static DomContent line(Wait wait) {
    return li(
        span(wait.object() + " should be " + wait.condition() + ", since "),
        Words.time(wait.since()),
        span(wait.likelyCause()).withClass("hint"));
  }
}
