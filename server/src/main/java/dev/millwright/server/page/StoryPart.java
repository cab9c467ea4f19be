package dev.millwright.server.page;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.millwright.tracking.StoryLine;
import j2html.tags.DomContent;
import java.util.List;

/// What happened, in sentences, newest first.
final class StoryPart {
  private StoryPart() {}

  static DomContent of(List<StoryLine> lines) {
    return section(
        h2("What happened"),
        lines.isEmpty()
            ? p("Nothing yet.").withClass("quiet")
            : ul(each(lines, StoryPart::line)).withClass("story"));
  }

  private static DomContent line(StoryLine line) {
    return li(Words.time(line.at()), span(line.kind()).withClass("kind"), span(line.sentence()));
  }
}
