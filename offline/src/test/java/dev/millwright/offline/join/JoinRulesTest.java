package dev.millwright.offline.join;

import static dev.millwright.offline.Declarations.all;
import static dev.millwright.offline.Declarations.columns;
import static dev.millwright.offline.Declarations.feature;
import static dev.millwright.offline.Declarations.files;
import static dev.millwright.offline.Declarations.formula;
import static dev.millwright.offline.Declarations.metadata;
import static dev.millwright.offline.Declarations.reference;
import static dev.millwright.offline.Declarations.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.offline.Tables;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Join;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of the point-in-time join, one by one. Times are hours of one day.
final class JoinRulesTest {
  private static final List<NamedType> FACTS =
      columns("key string, at timestamp, known timestamp, x int64?");
  private static final List<NamedType> LABELS =
      columns("key string?, place int64?, at timestamp, known timestamp, late bool?");

  @TempDir Path folder;

  @Test
  void a_row_holds_from_the_moment_it_is_known() throws Exception {
    facts("a,10:00,12:00,1");
    labels("a,1,11:59:59.999999,,true", "a,1,12:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("null", "1");
  }

  @Test
  void of_known_rows_the_newest_event_holds_though_an_older_one_came_later() throws Exception {
    facts("a,10:00,10:00,1", "a,09:00,11:00,2");
    labels("a,1,12:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("1");
  }

  @Test
  void of_equal_events_the_later_known_holds_and_then_the_later_in_the_source() throws Exception {
    facts("a,10:00,11:00,1", "a,10:00,10:30,2", "b,10:00,10:00,3", "b,10:00,10:00,4");
    labels("a,1,12:00,,true", "b,1,12:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("1", "4");
  }

  @Test
  void a_value_of_just_the_greatest_age_holds_and_an_older_one_does_not() throws Exception {
    facts("a,10:00,10:00,1");
    labels("a,1,12:00,,true", "a,1,12:00:00.000001,,true");
    assertThat(joined(Optional.of(Duration.ofHours(2)))).containsExactly("1", "null");
  }

  @Test
  void a_missing_value_is_not_replaced_by_an_older_row() throws Exception {
    facts("a,10:00,10:00,1", "a,11:00,11:00,");
    labels("a,1,12:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("null");
  }

  @Test
  void labels_come_back_by_time_and_key_duplicates_included() throws Exception {
    facts("a,10:00,10:00,1", "b,10:00,10:00,2");
    labels("b,1,12:00,,true", "a,1,12:00,,true", "a,1,12:00,,true", "b,1,11:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("2", "1", "1", "2");
  }

  @Test
  void a_label_without_a_key_matches_nothing_and_keeps_its_row() throws Exception {
    facts("a,10:00,10:00,1");
    labels(",1,12:00,,true", "a,1,12:00,,true");
    assertThat(joined(Optional.empty())).containsExactly("1", "null");
  }

  @Test
  void a_label_counts_only_if_it_was_known_by_the_cut_off() throws Exception {
    facts("a,10:00,10:00,1", "a,11:00,11:00,2", "a,12:00,12:00,3");
    labels("a,1,10:00,11:00,true", "a,1,11:00,12:30,true", "a,1,12:00,12:00,true");
    assertThat(joined(Optional.empty(), Stretch.until(hour(10), hour(12)))).containsExactly("1");
    assertThat(joined(Optional.empty(), Stretch.until(hour(11), hour(13))))
        .containsExactly("2", "3");
  }

  @Test
  void several_sets_are_joined_each_by_its_own_key() throws Exception {
    facts("a,10:00,10:00,1");
    labels("a,7,12:00,,true", "a,8,13:00,,true");
    FeatureSet places =
        new FeatureSet(
            metadata("places"),
            columns("place int64"),
            Optional.empty(),
            Optional.empty(),
            files("places.csv", columns("place int64, city string")),
            List.of(),
            List.of(),
            List.of(feature("city", "string")),
            Optional.empty(),
            false);
    Files.writeString(folder.resolve("places.csv"), "place,city\n8,Oslo\n");
    Map<Name, SetAt> sets = sets(Optional.empty());
    sets.put(Name.of("places"), ingest(places, "places.csv"));
    List<Selected> selected = new ArrayList<>(all(places, ""));
    selected.addAll(all(set(Optional.empty()), ""));
    assertThat(read(examples(selected), sets, Stretch.all(), columns("city string, x int64")))
        .containsExactly("null 1", "Oslo 1");
  }

  private List<String> joined(Optional<Duration> maxAge) throws Exception {
    return joined(maxAge, Stretch.all());
  }

  private List<String> joined(Optional<Duration> maxAge, Stretch stretch) throws Exception {
    return read(examples(all(set(maxAge), "")), sets(maxAge), stretch, columns("x int64"));
  }

  private static FeatureVector examples(List<Selected> selected) {
    return vector(
        reference(labelSet(), "late"), columns("key string, place int64"), selected, Join.LEFT);
  }

  private List<String> read(
      FeatureVector vector, Map<Name, SetAt> sets, Stretch stretch, List<NamedType> columns)
      throws Exception {
    Path target = folder.resolve("joined.parquet");
    try (Engine engine = Engine.open(folder)) {
      new PointInTimeJoin(engine, vector, sets).write(stretch, target);
    }
    return Tables.read(target, columns).stream()
        .map(row -> String.join(" ", row.stream().map(String::valueOf).toList()))
        .toList();
  }

  private Map<Name, SetAt> sets(Optional<Duration> maxAge) throws Exception {
    Map<Name, SetAt> sets = new TreeMap<>();
    sets.put(Name.of("facts"), ingest(set(maxAge), "facts.csv"));
    sets.put(Name.of("labels"), ingest(labelSet(), "labels.csv"));
    return sets;
  }

  private SetAt ingest(FeatureSet set, String file) throws Exception {
    Path offline = folder.resolve(set.metadata().name().toString());
    new Ingest(folder)
        .run(
            new Job.Ingest(
                set,
                Digest.of("version"),
                offline,
                Optional.empty(),
                List.of(folder.resolve(file)),
                Optional.empty()));
    return new SetAt(set, offline, new OfflineStore(offline).current().orElseThrow().id());
  }

  private static FeatureSet set(Optional<Duration> maxAge) {
    return new FeatureSet(
        metadata("facts"),
        columns("key string"),
        Optional.of("at"),
        Optional.of(formula("known", FACTS)),
        files("facts.csv", FACTS),
        List.of(),
        List.of(),
        List.of(feature("x", "int64?")),
        maxAge,
        false);
  }

  private static FeatureSet labelSet() {
    return new FeatureSet(
        metadata("labels"),
        columns("key string, place int64"),
        Optional.of("at"),
        Optional.of(formula("COALESCE(known, at)", LABELS)),
        files("labels.csv", LABELS),
        List.of(),
        List.of(),
        List.of(feature("late", "bool?")),
        Optional.empty(),
        false);
  }

  /// Key, event time, time at which it was known, value.
  private void facts(String... lines) throws Exception {
    Files.writeString(folder.resolve("facts.csv"), dated("key,at,known,x", lines));
  }

  /// Key, place, event time, time at which it was known (else the event time), truth.
  private void labels(String... lines) throws Exception {
    Files.writeString(folder.resolve("labels.csv"), dated("key,place,at,known,late", lines));
  }

  private static String dated(String header, String... lines) {
    String rows =
        String.join("\n", lines).replaceAll("([0-9]{2}:[0-9]{2}[:.0-9]*)", "2001-01-01 $1");
    return header + "\n" + rows.replaceAll(" ([0-9]{2}:[0-9]{2})(,|\\n|$)", " $1:00$2") + "\n";
  }

  private static Instant hour(int hour) {
    return Instant.parse("2001-01-01T00:00:00Z").plus(Duration.ofHours(hour));
  }
}
