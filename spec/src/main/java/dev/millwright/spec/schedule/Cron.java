package dev.millwright.spec.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A schedule as cron writes it: minute, hour, day of the month, month, day of the week, in a time
/// zone. Where both days are restricted, either is enough, as in Unix and Kubernetes.
///
/// @param text the five fields, one space between them
/// @param zone by its name in the IANA's list
public record Cron(String text, ZoneId zone) {
  private static final List<String> FIELDS =
      List.of("minute", "hour", "day of the month", "month", "day of the week");
  private static final Pattern FIELD = Pattern.compile("\\S+");
  // The library breaks off at what is none of these, such as a range without an end.
  private static final String VALUE = "(?:\\d{1,3}|[A-Za-z]{3})";
  private static final String ITEM = "(?:\\*|" + VALUE + "(?:-" + VALUE + ")?)(?:/\\d{1,3})?";
  private static final Pattern FORM = Pattern.compile(ITEM + "(?:," + ITEM + "){0,99}");
  private static final Instant SOME_TIME = Instant.parse("2000-01-01T00:00:00Z");

  /// Where a part of the expression stands.
  @FunctionalInterface
  public interface Places {
    /// @param start the first character, counted from 0; @param end exclusive
    Span part(int start, int end);
  }

  /// A schedule, or what is wrong with it, at the field that is.
  ///
  /// @param timeZone such as `Europe/Amsterdam`
  public static Checked<Cron> read(String text, Places places, String timeZone, Span zoneAt) {
    List<Diagnostic> findings = new ArrayList<>();
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      findings.add(noZone(timeZone, zoneAt));
    }
    List<MatchResult> fields = FIELD.matcher(text).results().toList();
    String plain = String.join(" ", fields.stream().map(MatchResult::group).toList());
    if (fields.size() != FIELDS.size()) {
      findings.add(notFive(fields.size(), plain, places.part(0, text.length())));
    } else {
      findings.addAll(wrong(fields, places));
    }
    if (findings.isEmpty() && new Cron(plain, ZoneId.of("UTC")).next(SOME_TIME).isEmpty()) {
      findings.add(
          error(places.part(0, text.length()), "no day is like `" + plain + "`, so it never comes")
              .hint("look at the day of the month and the month together"));
    }
    return Checked.of(findings, () -> new Cron(plain, ZoneId.of(timeZone)));
  }

  /// The first time after another; empty when there is none.
  public Optional<Instant> next(Instant after) {
    return ExecutionTime.forCron(parser().parse(text))
        .nextExecution(after.atZone(zone))
        .map(ZonedDateTime::toInstant);
  }

  private static Diagnostic noZone(String timeZone, Span at) {
    return error(at, "there is no time zone `" + timeZone + "`")
        .hint(
            Nearest.hint(timeZone, ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .orElse("write it like `Europe/Amsterdam`, or `UTC`"));
  }

  private static Diagnostic notFive(int count, String text, Span at) {
    String hint =
        text.startsWith("@")
            ? "write `0 0 * * *` for every day"
            : "write it like `0 3 * * 1-5`: at three on weekdays";
    return error(at, "a schedule has five fields, and this has %d: %s".formatted(count, named()))
        .hint(hint);
  }

  private static String named() {
    return String.join(", ", FIELDS);
  }

  /// Each field by itself, so that what is wrong is found where it stands.
  private static List<Diagnostic> wrong(List<MatchResult> fields, Places places) {
    List<Diagnostic> findings = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i).group();
      if (!isField(i, field)) {
        Span at = places.part(fields.get(i).start(), fields.get(i).end());
        findings.add(error(at, "`%s` is no %s".formatted(field, FIELDS.get(i))).hint(allowed(i)));
      }
    }
    return findings;
  }

  private static boolean isField(int at, String field) {
    if (!FORM.matcher(field).matches()) {
      return false;
    }
    List<String> alone = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
    alone.set(at, field);
    try {
      parser().parse(String.join(" ", alone)).validate();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String allowed(int field) {
    return switch (field) {
      case 0 -> "0 to 59, `*`, `*/15`, `0,30` or `10-20`";
      case 1 -> "0 to 23, `*`, `*/6`, `6,18` or `8-17`";
      case 2 -> "1 to 31, `*`, `1,15` or `1-7`";
      case 3 -> "1 to 12 or JAN to DEC, `*` or `1,7`";
      default -> "0 to 7 (0 and 7 are Sunday) or SUN to SAT, `*` or `1-5`";
    };
  }

  private static Diagnostic error(Span at, String message) {
    return Diagnostic.error(Rule.INVALID_VALUE, at, message);
  }

  private static CronParser parser() {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  }
}
