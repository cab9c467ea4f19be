package dev.millwright.offline.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.offline.Tables;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.store.OfflineStore;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Join;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The join, the online store and an oracle that looks at every row say the same, to the bit.
final class OneMeaningTest {
  private static final Duration MAX_AGE = Duration.ofHours(30);
  private static final Digest VERSION = Digest.of("version".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_join_answers_what_the_oracle_says_for_exactly_the_labels(long seed) throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    Optional<Duration> maxAge = seed % 2 == 0 ? Optional.of(MAX_AGE) : Optional.empty();
    List<Measured> rows = scene.rows(300);
    List<List<Object>> labels = scene.labels(200);
    List<List<Object>> joined = join(Scene.set(maxAge), rows, labels, Join.LEFT);

    Oracle oracle = new Oracle(rows, maxAge);
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> label : inOrder(labels)) {
      List<Object> row = new ArrayList<>(label);
      Scene.answers(oracle, (String) label.get(0), (Instant) label.get(1))
          .forEach(answer -> row.add(answer.value()));
      expected.add(row);
    }
    assertThat(joined).containsExactlyElementsOf(expected);
  }

  /// What needs no window takes another way, and means the same.
  @ParameterizedTest
  @ValueSource(longs = {51, 52, 53, 54, 55, 56, 57, 58})
  void a_join_of_plain_features_answers_what_the_oracle_says(long seed) throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    Optional<Duration> maxAge = seed % 2 == 0 ? Optional.of(MAX_AGE) : Optional.empty();
    FeatureSet set = Scene.plainSet(maxAge, seed % 4 < 2);
    List<Measured> rows =
        seed % 4 < 2 ? scene.rows(300) : scene.rows(300).stream().map(Measured::atOnce).toList();
    List<List<Object>> labels = scene.labels(200);
    Oracle oracle = new Oracle(rows, maxAge);
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> label : inOrder(labels)) {
      List<Object> row = new ArrayList<>(label);
      Scene.answers(oracle, (String) label.get(0), (Instant) label.get(1)).stream()
          .map(FeatureValue::value)
          .skip(Scene.set(maxAge).features().size() - 2L)
          .forEach(row::add);
      expected.add(row);
    }
    assertThat(join(set, rows, labels, Join.LEFT)).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void an_online_read_answers_what_the_join_answers_status_included(long seed) throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    FeatureSet set = Scene.set(Optional.of(MAX_AGE));
    List<Measured> rows = scene.rows(300);
    List<List<Object>> labels = scene.labels(300);
    List<List<Object>> joined = join(set, rows, labels, Join.LEFT);
    Oracle oracle = new Oracle(rows, Optional.of(MAX_AGE));
    List<Status> seen = new ArrayList<>();
    try (OnlineStore online = OnlineStore.open(folder.resolve("online.db"), set)) {
      for (List<Object> row : joined) {
        Instant at = (Instant) row.get(1);
        List<FeatureValue> read = online.read(Arrays.asList(row.get(0)), at).values();
        assertThat(read).isEqualTo(Scene.answers(oracle, (String) row.get(0), at));
        assertThat(read)
            .extracting(FeatureValue::value)
            .containsExactlyElementsOf(row.subList(3, row.size()));
        read.forEach(value -> seen.add(value.status()));
      }
    }
    assertThat(seen).contains(Status.values());
  }

  /// Whichever says the tighter age, the set or the vector, with windows and without.
  @ParameterizedTest
  @ValueSource(longs = {61, 62, 63, 64})
  void a_vector_sees_no_value_that_is_older_than_it_says(long seed) throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    Duration said = seed % 2 == 0 ? Duration.ofHours(9) : Duration.ofHours(70);
    FeatureSet set = Scene.set(Optional.of(MAX_AGE));
    FeatureSet plain = Scene.plainSet(Optional.of(MAX_AGE), seed % 4 < 2);
    List<Measured> rows = scene.rows(300);
    List<List<Object>> labels = scene.labels(200);
    Oracle oracle = new Oracle(rows, Optional.of(seed % 2 == 0 ? said : MAX_AGE));
    List<List<Object>> joined = join(set, rows, labels, Scene.examples(set, said));
    try (OnlineStore online = OnlineStore.open(folder.resolve("online.db"), set)) {
      for (List<Object> row : joined) {
        Instant at = (Instant) row.get(1);
        List<FeatureValue> answers = Scene.answers(oracle, (String) row.get(0), at);
        assertThat(row.subList(3, row.size()))
            .containsExactlyElementsOf(answers.stream().map(FeatureValue::value).toList());
        assertThat(online.read(Arrays.asList(row.get(0)), at, Optional.of(said)).values())
            .isEqualTo(answers);
      }
    }
    List<Measured> known = seed % 4 < 2 ? rows : rows.stream().map(Measured::atOnce).toList();
    Oracle atOnce = new Oracle(known, oracle.maxAge());
    for (List<Object> row : join(plain, known, labels, Scene.examples(plain, said))) {
      List<FeatureValue> answers = Scene.answers(atOnce, (String) row.get(0), (Instant) row.get(1));
      assertThat(row.subList(3, 5))
          .containsExactlyElementsOf(
              answers.stream().map(FeatureValue::value).skip(answers.size() - 2L).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {16, 17})
  void a_day_online_begins_with_what_was_newest_before_it(long seed) throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    FeatureSet set = Scene.plainSet(Optional.empty(), true);
    List<Measured> rows = scene.rows(150);
    ingest(set, source(rows), Optional.of(folder.resolve("online.db")));
    Oracle oracle = new Oracle(rows, Optional.empty());
    try (OnlineStore store = OnlineStore.open(folder.resolve("online.db"), set)) {
      for (int i = 0; i < 500; i++) {
        String key = scene.key();
        Instant at = scene.time(9);
        List<FeatureValue> all = Scene.answers(oracle, key, at);
        assertThat(store.read(Arrays.asList(key), at).values())
            .isEqualTo(all.subList(all.size() - 2, all.size()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void a_store_that_grew_in_steps_answers_like_one_that_was_filled_at_once(long seed)
      throws Exception {
    System.out.println("scene from seed " + seed);
    Scene scene = new Scene(seed);
    FeatureSet set = Scene.set(Optional.of(MAX_AGE));
    List<Measured> rows = scene.rows(400);
    Path source = source(rows);
    Instant last = Instant.parse("1970-01-10T00:00:00Z");
    Path online = folder.resolve("steps.db");
    Ingest ingest = new Ingest(folder);
    for (Instant until = last.minus(Duration.ofDays(12));
        !until.isAfter(last);
        until = until.plus(Duration.ofHours(18))) {
      ingest.run(
          new Job.Ingest(
              set,
              VERSION,
              folder.resolve("steps"),
              Optional.of(online),
              List.of(source),
              Optional.of(until)));
    }
    Oracle oracle = new Oracle(rows, Optional.of(MAX_AGE));
    try (OnlineStore store = OnlineStore.open(online, set)) {
      for (int i = 0; i < 300; i++) {
        String key = scene.key();
        Instant at = scene.time(9);
        assertThat(store.read(Arrays.asList(key), at).values())
            .isEqualTo(Scene.answers(oracle, key, at));
      }
    }
  }

  @Test
  void an_inner_join_keeps_the_labels_whose_rows_were_known() throws Exception {
    Scene scene = new Scene(31);
    List<Measured> rows = scene.rows(60);
    List<List<Object>> labels = scene.labels(200);
    List<List<Object>> joined = join(Scene.set(Optional.empty()), rows, labels, Join.INNER);
    Oracle oracle = new Oracle(rows, Optional.empty());
    List<List<Object>> found =
        inOrder(labels).stream()
            .filter(
                label ->
                    Scene.answers(oracle, (String) label.get(0), (Instant) label.get(1))
                            .getFirst()
                            .status()
                        != Status.NOT_FOUND)
            .toList();
    assertThat(joined).extracting(row -> row.subList(0, 3)).containsExactlyElementsOf(found);
    assertThat(found).hasSizeBetween(1, inOrder(labels).size() - 1);
  }

  @Test
  void any_number_of_threads_writes_the_same_bytes() throws Exception {
    Scene scene = new Scene(41);
    FeatureSet set = Scene.set(Optional.of(MAX_AGE));
    Map<Name, SetAt> sets = ingested(set, scene.rows(3_000), scene.labels(30_000));
    List<byte[]> files = new ArrayList<>();
    for (int threads : List.of(1, 2, 7)) {
      Path target = folder.resolve("joined-" + threads + ".parquet");
      try (Engine engine = Engine.open(folder)) {
        engine.run("SET threads = " + threads);
        new PointInTimeJoin(engine, Scene.examples(set, Join.LEFT), sets)
            .write(Stretch.all(), target);
      }
      files.add(Files.readAllBytes(target));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
    assertThat(files.get(2)).isEqualTo(files.get(0));
  }

  /// Key, time, truth, and each feature in the set's order.
  private List<List<Object>> join(
      FeatureSet set, List<Measured> rows, List<List<Object>> labels, Join join) throws Exception {
    return join(set, rows, labels, Scene.examples(set, join));
  }

  private List<List<Object>> join(
      FeatureSet set, List<Measured> rows, List<List<Object>> labels, FeatureVector vector)
      throws Exception {
    Map<Name, SetAt> sets = ingested(set, rows, labels);
    Path target = folder.resolve("joined.parquet");
    try (Engine engine = Engine.open(folder)) {
      new PointInTimeJoin(engine, vector, sets).write(Stretch.all(), target);
    }
    List<NamedType> columns = new ArrayList<>(Scene.LABEL_COLUMNS.subList(0, 2));
    columns.add(new NamedType("__label", DataType.of(BaseType.BOOL)));
    set.features().forEach(feature -> columns.add(new NamedType(feature.name(), feature.type())));
    return Tables.read(target, columns);
  }

  private Map<Name, SetAt> ingested(FeatureSet set, List<Measured> rows, List<List<Object>> labels)
      throws Exception {
    Path labelFile = Tables.write(folder.resolve("labels.parquet"), Scene.LABEL_COLUMNS, labels);
    Map<Name, SetAt> sets = new TreeMap<>();
    sets.put(Scene.measured(), ingest(set, source(rows), Optional.of(folder.resolve("online.db"))));
    sets.put(Name.of("labels"), ingest(Scene.labels(), labelFile, Optional.empty()));
    return sets;
  }

  private Path source(List<Measured> rows) throws Exception {
    return Tables.write(
        folder.resolve("rows.parquet"),
        Scene.COLUMNS,
        rows.stream().map(Measured::values).toList());
  }

  private SetAt ingest(FeatureSet set, Path file, Optional<Path> online) throws Exception {
    Path offline = folder.resolve(set.metadata().name().toString());
    new Ingest(folder)
        .run(new Job.Ingest(set, VERSION, offline, online, List.of(file), Optional.empty()));
    return new SetAt(set, offline, new OfflineStore(offline).current().orElseThrow().id());
  }

  /// By time, key (a missing one last), and place. A label without a time is at no time.
  private static List<List<Object>> inOrder(List<List<Object>> labels) {
    return labels.stream()
        .filter(label -> Objects.nonNull(label.get(1)))
        .sorted(
            Comparator.<List<Object>, Instant>comparing(label -> (Instant) label.get(1))
                .thenComparing(
                    label -> (String) label.get(0), Comparator.nullsLast(String::compareTo)))
        .toList();
  }
}
