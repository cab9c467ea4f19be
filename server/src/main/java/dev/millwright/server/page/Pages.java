package dev.millwright.server.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;

import dev.millwright.server.control.Control;
import dev.millwright.server.view.StatusView;
import dev.millwright.server.view.Views;
import dev.millwright.tracking.Tracking;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import j2html.tags.specialized.HeaderTag;
import java.util.List;

/// The pages of one project.
public final class Pages {
  private final Tracking tracking;
  private final Views views;

  public Pages(Tracking tracking, Control control) {
    this.tracking = tracking;
    this.views = new Views(tracking, control);
  }

  /// What is live, what is under way, and why: one page for all of it.
  public String overview() {
    StatusView status = views.status();
    DomContent content =
        main(
            each(TroublePart.of(status), part -> part),
            LivePart.of(status),
            each(RolloutPart.of(tracking.rollouts().list(10)), part -> part),
            each(new MonitorPart(tracking.monitoring(), views.live()).all(), part -> part),
            RunsPart.of(tracking.runs().list(20)),
            StoryPart.of(tracking.story().list(40)));
    return "<!doctype html>\n"
        + html(heads(status), body(top(status), content, bottom())).withLang("en").render();
  }

  private static HeadTag heads(StatusView status) {
    return head(
        meta().withCharset("utf-8"),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        meta().withName("color-scheme").withContent("light dark"),
        title(status.project() + " · " + status.environment() + " · Millwright"),
        link().withRel("stylesheet").withHref("/style.css"),
        script().withSrc("/live.js").attr("defer"));
  }

  private static HeaderTag top(StatusView status) {
    return header(
        h1(
            span(status.project().text()),
            span(status.environment().text()).withClass("environment")),
        p(
            span("follows " + status.follows()),
            each(
                status.clock().stream().toList(),
                clock -> span(span("the data’s present is "), Words.time(clock))),
            each(
                status.gateway().stream().toList(),
                gateway -> span(span("answers at "), span(gateway.url()).withClass("mono")))));
  }

  private static DomContent bottom() {
    List<DomContent> parts =
        List.of(
            span("Times are UTC."),
            a("API").withHref("/openapi.yaml"),
            a("status as JSON").withHref("/api/v1/status"));
    return footer(
        each(parts, part -> part),
        div("The daemon does not answer; what stands here may be old.")
            .withId("connection")
            .withClass("bad")
            .attr("hidden"));
  }
}
