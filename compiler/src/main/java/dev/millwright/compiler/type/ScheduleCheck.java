package dev.millwright.compiler.type;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.parser.CronParser;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Schedule;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// When something starts by itself: a cron line that means something, and some time comes.
final class ScheduleCheck {
  private static final Pattern WORD = Pattern.compile("[^ ]+");
  private static final int FIELDS = 5;

  private final Checks checks;
  private final CronParser parser = new CronParser(fiveFields());

  ScheduleCheck(Checks checks) {
    this.checks = checks;
  }

  /// What may stand in one field of a line.
  private record Part(String name, String allowed) {
    static final List<Part> ALL =
        List.of(
            new Part("minute", "0 to 59"),
            new Part("hour", "0 to 23"),
            new Part("day of the month", "1 to 31"),
            new Part("month", "1 to 12, or JAN to DEC"),
            new Part("day of the week", "0 to 6 from Sunday, or SUN to SAT"));
  }

  /// What clusters understand: no seconds, no years, Sunday is 0 and not 7.
  private static CronDefinition fiveFields() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 6)
        .withMondayDoWValue(1)
        .withStrictRange()
        .and()
        .instance();
  }

  void check(Schedule schedule, Place place) {
    cron(schedule.cron(), place.field("cron"));
    Set<String> zones = ZoneId.getAvailableZoneIds();
    if (!zones.contains(schedule.timeZone())) {
      String hint =
          Nearest.hint(schedule.timeZone(), new TreeSet<>(zones))
              .orElse("write one of the time zone database, such as `Europe/Amsterdam`");
      String message = "there is no time zone `" + schedule.timeZone() + "`";
      checks.findings.add(
          place.field("timeZone").error(Rule.UNKNOWN_REFERENCE, message).hint(hint));
    }
  }

  private void cron(String line, Place place) {
    List<MatchResult> words = WORD.matcher(line).results().toList();
    boolean isWhole = true;
    for (int i = 0; i < FIELDS; i++) {
      isWhole &= field(words.get(i), i, place);
    }
    if (isWhole) {
      parsed(line).filter(ScheduleCheck::neverComes).ifPresent(_ -> never(words, place));
    }
  }

  /// Each field is read alone, so that a mistake has its place.
  private boolean field(MatchResult word, int index, Place place) {
    List<String> line = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
    line.set(index, word.group());
    if (parsed(String.join(" ", line)).isPresent()) {
      return true;
    }
    Part part = Part.ALL.get(index);
    String message = "`" + word.group() + "` is no " + part.name();
    checks.findings.add(
        Diagnostic.error(Rule.INVALID_VALUE, place.part(word.start(), word.end()), message)
            .hint(part.name() + ": " + part.allowed() + "; also `*`, `*/5`, `1-5`, `1,15`"));
    return false;
  }

  private Optional<Cron> parsed(String line) {
    try {
      return Optional.of(parser.parse(line).validate());
    } catch (IllegalArgumentException notCron) {
      return Optional.empty();
    }
  }

  private void never(List<MatchResult> words, Place place) {
    String message =
        "day `" + words.get(2).group() + "` of month `" + words.get(3).group() + "` never comes";
    checks.findings.add(
        Diagnostic.error(
                Rule.NEVER_FIRES, place.part(words.get(2).start(), words.get(3).end()), message)
            .hint("name a day that one of the months has, or `*`"));
  }

  /// A day of the week comes in any month, whatever else is asked.
  private static boolean neverComes(Cron cron) {
    if (!(expression(cron, CronFieldName.DAY_OF_WEEK) instanceof Always)) {
      return false;
    }
    FieldExpression days = expression(cron, CronFieldName.DAY_OF_MONTH);
    FieldExpression months = expression(cron, CronFieldName.MONTH);
    return IntStream.rangeClosed(1, 12)
        .filter(month -> matches(months, month))
        .noneMatch(
            month ->
                IntStream.rangeClosed(1, Month.of(month).maxLength())
                    .anyMatch(day -> matches(days, day)));
  }

  private static FieldExpression expression(Cron cron, CronFieldName field) {
    return cron.retrieve(field).getExpression();
  }

  private static boolean matches(FieldExpression expression, int value) {
    return switch (expression) {
      case And and -> and.getExpressions().stream().anyMatch(it -> matches(it, value));
      case On on -> number(on.getTime().getValue()) == value;
      case Between it ->
          number(it.getFrom().getValue()) <= value && value <= number(it.getTo().getValue());
      case Every every -> every(every, value);
      default -> true;
    };
  }

  private static boolean every(Every every, int value) {
    FieldExpression of = every.getExpression();
    int start =
        switch (of) {
          case On on -> number(on.getTime().getValue());
          case Between between -> number(between.getFrom().getValue());
          default -> 1;
        };
    boolean isWithin = of instanceof On ? value >= start : matches(of, value);
    return isWithin && (value - start) % every.getPeriod().getValue() == 0;
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }
}
