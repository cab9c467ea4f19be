package dev.millwright.spec.binding;

import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.FeatureSet.Recorded;
import dev.millwright.spec.resource.FeatureSet.Source;
import dev.millwright.spec.resource.PlannedSource.Asked;
import dev.millwright.spec.resource.PlannedSource.By;
import dev.millwright.spec.resource.PlannedSource.Format;
import dev.millwright.spec.resource.PlannedSource.Http;
import dev.millwright.spec.resource.PlannedSource.Jdbc;
import dev.millwright.spec.resource.PlannedSource.StartAt;
import dev.millwright.spec.resource.PlannedSource.Stream;
import dev.millwright.spec.resource.SourceSchedule;
import dev.millwright.spec.resource.SourceSchedule.Calendar;
import dev.millwright.spec.resource.SourceSchedule.Every;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where the rows of a feature set come from: files by `connection` and `path`, any other source by
/// a field of its own.
///
/// @param schedule when it is read anew, where that is not in the nature of the source
record SourceBinding(Source source, Optional<SourceSchedule> schedule) {
  private static final String CONNECTION = "connection";
  private static final List<String> REFUSED = List.of("stream", "jdbc", "http");
  private static final List<String> OTHERS = List.of("recorded", "stream", "jdbc", "http");

  static SourceBinding read(Fields fields) {
    boolean isFiles = fields.has(CONNECTION) || fields.has("path");
    if (isFiles || OTHERS.stream().noneMatch(fields::has)) {
      return new SourceBinding(files(fields), schedule(fields));
    }
    List<NamedType> columns = columns(fields);
    fields.refusedAmong(REFUSED);
    Optional<SourceSchedule> schedule = fields.has("jdbc") ? schedule(fields) : Optional.empty();
    return other(fields, columns, schedule);
  }

  private static List<NamedType> columns(Fields fields) {
    return Words.someNamedTypes(fields.required("columns", "[{name: origin, type: string}]"));
  }

  private static Source files(Fields fields) {
    return new Files(
        Words.reference(fields, CONNECTION, "flights"),
        fields.required("path", "flights.parquet").words("flights.parquet"),
        columns(fields));
  }

  private static SourceBinding other(
      Fields fields, List<NamedType> columns, Optional<SourceSchedule> schedule) {
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "recorded",
                "predict-delay",
                value ->
                    new SourceBinding(
                        new Recorded(Words.reference(value, "predict-delay"), columns), schedule)),
            of(
                "stream",
                "{connection: events, topic: landings}",
                inner -> new SourceBinding(stream(inner, columns), schedule)),
            of(
                "jdbc",
                "{connection: warehouse, table: flights}",
                inner -> new SourceBinding(jdbc(inner, columns), schedule)),
            of(
                "http",
                "{connection: weather, path: stations, every: 15m}",
                inner -> http(inner, columns))));
  }

  private static Fields.Variant<SourceBinding> of(
      String field, String example, Function<Fields, SourceBinding> reader) {
    return new Fields.Variant<>(field, example, value -> value.fields(reader));
  }

  private static Source stream(Fields fields, List<NamedType> columns) {
    return new Stream(
        Words.reference(fields, CONNECTION, "events"),
        fields.required("topic", "landings").words("landings"),
        fields.optional("format").map(value -> value.choice(Format.class)).orElse(Format.JSON),
        fields
            .optional("startAt")
            .map(value -> value.choice(StartAt.class))
            .orElse(StartAt.EARLIEST),
        columns);
  }

  private static Source jdbc(Fields fields, List<NamedType> columns) {
    Optional<String> incrementalBy =
        fields.optional("incrementalBy").map(value -> Words.identifier(value, "updated"));
    return new Jdbc(
        Words.reference(fields, CONNECTION, "warehouse"),
        fields.oneOf(
            List.of(
                new Fields.Variant<>(
                    "query",
                    "SELECT origin, delay FROM flights",
                    value -> new Asked(By.QUERY, value.words("SELECT origin FROM flights"))),
                new Fields.Variant<>(
                    "table", "flights", value -> new Asked(By.TABLE, value.words("flights"))))),
        incrementalBy,
        columns);
  }

  private static SourceBinding http(Fields fields, List<NamedType> columns) {
    return new SourceBinding(
        new Http(
            Words.reference(fields, CONNECTION, "weather"),
            fields.required("path", "stations").words("stations"),
            columns),
        Optional.of(new Every(Words.positiveDuration(fields.required("every", "15m"), "15m"))));
  }

  /// What it says is held against the calendar when the commit is checked.
  private static Optional<SourceSchedule> schedule(Fields fields) {
    return fields.planned("schedule").map(value -> value.fields(SourceBinding::times));
  }

  private static SourceSchedule times(Fields fields) {
    return new Calendar(
        fields.required("cron", "15 * * * *").words("15 * * * *"),
        fields.optional("timeZone").map(zone -> zone.words("Europe/Amsterdam")).orElse("UTC"));
  }
}
