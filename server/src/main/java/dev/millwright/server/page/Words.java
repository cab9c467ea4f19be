package dev.millwright.server.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.span;

import dev.millwright.spec.Digest;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How small things look everywhere on the page.
final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int BRIEF = 8;

  private Words() {}

  static DomContent time(Instant at) {
    return TagCreator.time(MOMENT.format(at)).attr("datetime", at.toString());
  }

  static DomContent day(Instant at) {
    return TagCreator.time(DAY.format(at)).attr("datetime", at.toString());
  }

  /// The first digits, with the whole in the tip.
  static DomContent digest(Digest digest) {
    return code(digest.brief()).withTitle(digest.hex());
  }

  static DomContent revision(String revision) {
    return code(revision.length() > BRIEF ? revision.substring(0, BRIEF) : revision)
        .withTitle(revision);
  }

  /// A word on a coloured ground.
  ///
  /// @param mood `good`, `bad`, `busy` or `calm`
  static SpanTag badge(String word, String mood) {
    return span(word).withClasses("badge", mood);
  }

  static String took(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
