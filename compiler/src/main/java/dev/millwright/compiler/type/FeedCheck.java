package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.PlannedSource.Jdbc;
import dev.millwright.spec.resource.SourceSchedule.Calendar;
import dev.millwright.spec.schedule.Cron;
import java.util.List;
import java.util.Optional;

/// When a feature set's source is read, and what is read of it then.
final class FeedCheck {
  private final Checks checks;
  private final Place source;

  private FeedCheck(Checks checks, Place source) {
    this.checks = checks;
    this.source = source;
  }

  static void check(Checks checks, Declared<FeatureSet> declared) {
    FeedCheck check = new FeedCheck(checks, declared.spec("source"));
    FeatureSet set = declared.resource();
    if (set.schedule().orElse(null) instanceof Calendar calendar) {
      check.calendar(calendar, check.source.field("schedule"));
    }
    if (set.source() instanceof Jdbc jdbc) {
      jdbc.incrementalBy().ifPresent(column -> check.grows(column, jdbc.columns()));
    }
  }

  private void calendar(Calendar calendar, Place schedule) {
    Place cron = schedule.field("cron");
    Cron.read(calendar.cron(), cron::part, calendar.timeZone(), schedule.field("timeZone").span())
        .findings()
        .forEach(checks.findings::add);
  }

  private void grows(String column, List<NamedType> columns) {
    Place place = source.field("jdbc").field("incrementalBy");
    Optional<NamedType> found =
        columns.stream().filter(each -> each.name().equals(column)).findFirst();
    if (found.isEmpty()) {
      List<String> names = columns.stream().map(NamedType::name).toList();
      checks.unknown(place, "the source has no column `" + column + "`", column, names);
    } else if (!isOrdered(found.get())) {
      checks.mismatch(
          place,
          "`" + column + "` is " + found.get().type() + ", and new rows are told by what grows",
          "name a number, a timestamp or a date that only ever grows");
    }
  }

  private static boolean isOrdered(NamedType column) {
    return switch (column.type().base()) {
      case INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE -> true;
      case BOOL, STRING, BYTES, LIST, VECTOR -> false;
    };
  }
}
