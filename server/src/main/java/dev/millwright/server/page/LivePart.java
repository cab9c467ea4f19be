package dev.millwright.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
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

import dev.millwright.server.control.PlatformStatus.Child;
import dev.millwright.server.view.ComponentLine;
import dev.millwright.server.view.StatusView;
import j2html.tags.DomContent;

/// What answers now.
final class LivePart {
  private LivePart() {}

  static DomContent of(StatusView status) {
    if (status.live().isEmpty()) {
      return section(h2("Live"), p("Nothing is live yet.").withClass("quiet"));
    }
    StatusView.LiveView live = status.live().get();
    return section(
        h2(span("Live: release "), Words.digest(live.release())),
        p(each(
                live.revisions().stream().limit(1).toList(),
                revision -> span(span("of revision "), Words.revision(revision))))
            .withClass("quiet"),
        shares(status),
        div(components(status), processes(status)).withClass("columns"));
  }

  /// Who takes traffic, when it is more than one release.
  private static DomContent shares(StatusView status) {
    return div(
        each(
            status.shares().size() > 1 ? status.shares() : java.util.List.of(),
            share ->
                div(
                        Words.digest(share.release()),
                        j2html.TagCreator.progress()
                            .attr("max", "100")
                            .attr("value", share.percent()),
                        span(share.percent() + " %"))
                    .withClass("share")));
  }

  private static DomContent components(StatusView status) {
    return table(
        thead(tr(th("Component"), th("Version"))), tbody(each(status.components(), LivePart::row)));
  }

  private static DomContent row(ComponentLine component) {
    return tr(
        td(
            span(component.address().kind().word()).withClass("kind"),
            a(component.address().name().text())
                .withHref("/api/v1/components/" + component.address())),
        td(code(component.label()).withTitle(component.version().hex())));
  }

  private static DomContent processes(StatusView status) {
    return table(
        thead(tr(th("Process"), th("State"), th("Since"))),
        tbody(each(status.processes(), LivePart::row)));
  }

  private static DomContent row(Child process) {
    String where = process.port().map(port -> ", port " + port).orElse("");
    String mood = process.state().equals("ready") ? "good" : "busy";
    return tr(
        td(span(process.what()).withTitle("pid " + process.pid() + where)),
        td(Words.badge(process.state(), mood)),
        td(Words.time(process.since())));
  }
}
