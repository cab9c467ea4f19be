package dev.millwright.runtime.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Row;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.OnlineStore.Reading;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.Metadata;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnlineStoreTest {
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");
  private static final long MICROS = NOW.getEpochSecond() * 1_000_000;

  @TempDir Path folder;

  @Test
  void a_read_beside_a_writer_sees_one_whole_snapshot() throws Exception {
    FeatureSet set = set(BaseType.INT64, BaseType.INT64);
    write(set, 0);
    AtomicBoolean done = new AtomicBoolean();
    try (OnlineStore store = OnlineStore.open(file(), set);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<Integer> reader =
          () -> {
            int reads = 0;
            while (!done.get() || reads == 0) {
              Reading reading = store.read(List.of("key " + reads % 20), NOW);
              Object value = reading.values().getFirst().value();
              assertThat(reading.snapshot()).hasValue(Digest.of("snapshot " + value));
              assertThat(reading.values().getLast().value()).isEqualTo(value);
              reads++;
            }
            return reads;
          };
      List<Future<Integer>> readers =
          IntStream.range(0, 8).mapToObj(_ -> threads.submit(reader)).toList();
      for (long version = 1; version <= 40; version++) {
        write(set, version);
      }
      done.set(true);
      for (Future<Integer> one : readers) {
        assertThat(one.get()).isPositive();
      }
      assertThat(store.read(List.of("key 3"), NOW).values().getFirst().value()).isEqualTo(40L);
    }
  }

  @Test
  void what_was_not_committed_was_never_there() {
    FeatureSet set = set(BaseType.INT64, BaseType.INT64);
    write(set, 1);
    try (OnlineWriter writer = OnlineWriter.open(file(), set)) {
      writer.clear();
      writer.add(List.of("key 1"), new Row(MICROS, MICROS, 0, List.of(9L, 9L)));
    }
    try (OnlineStore store = OnlineStore.open(file(), set)) {
      Reading reading = store.read(List.of("key 1"), NOW);
      assertThat(reading.values().getFirst()).isEqualTo(new FeatureValue(1L, Status.PRESENT));
      assertThat(reading.snapshot()).hasValue(Digest.of("snapshot 1"));
    }
  }

  @Test
  void every_type_comes_back_as_it_was_given() {
    List<Object> values =
        Arrays.asList(
            true,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Float.MIN_VALUE,
            -0.0,
            "\u0000\ud83d\ude00".repeat(40_000),
            new byte[] {0, -1},
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalDate.of(1, 1, 1));
    BaseType[] scalars =
        Stream.of(BaseType.values()).filter(BaseType::isScalar).toArray(BaseType[]::new);
    assertThat(values).hasSameSizeAs(scalars);
    assertEachComesBack(set(scalars), values);
  }

  @Test
  void lists_and_vectors_come_back_as_they_were_given() {
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < 384; i++) {
      numbers.add(i / 7f);
    }
    List<Object> values =
        Arrays.asList(
            List.of(),
            Arrays.asList("a", null, "\ud83d\ude00"),
            Arrays.asList(List.of(1L, 2L), null, List.of()),
            List.of(Instant.parse("1969-12-31T23:59:59.999999Z")),
            numbers,
            List.of(-0.0, Double.MIN_VALUE),
            List.of(List.of(1f, 2f), List.of(3f, 4f)));
    FeatureSet set =
        set(
            Stream.of(
                    "list<int32>",
                    "list<string?>",
                    "list<list<int64>?>",
                    "list<timestamp>",
                    "vector<float32, 384>",
                    "vector<float64, 2>",
                    "list<vector<float32, 2>>")
                .map(DataType::parse)
                .toArray(DataType[]::new));
    assertEachComesBack(set, values);
  }

  @Test
  void a_vector_of_another_dimension_is_not_written() {
    FeatureSet set = set(DataType.parse("vector<float32, 3>"));
    try (OnlineWriter writer = OnlineWriter.open(file(), set)) {
      writer.add(List.of("key"), new Row(MICROS, MICROS, 0, List.of(List.of(1f, 2f))));
      assertThatThrownBy(() -> writer.commit(Digest.of("snapshot")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 numbers are no vector<float32, 3>");
    }
  }

  private void assertEachComesBack(FeatureSet set, List<Object> values) {
    try (OnlineWriter writer = OnlineWriter.open(file(), set)) {
      writer.add(List.of("full"), new Row(MICROS, MICROS, 0, values));
      writer.add(
          List.of("nothing"), new Row(MICROS, MICROS, 0, Arrays.asList(new Object[values.size()])));
      writer.commit(Digest.of("snapshot"));
    }
    try (OnlineStore store = OnlineStore.open(file(), set)) {
      List<FeatureValue> full = store.read(List.of("full"), NOW).values();
      for (int i = 0; i < values.size(); i++) {
        assertThat(full.get(i).value()).isEqualTo(values.get(i));
        assertThat(full.get(i).status()).isEqualTo(Status.PRESENT);
      }
      assertThat(store.read(List.of("nothing"), NOW).values())
          .containsOnly(new FeatureValue(null, Status.NULL));
    }
  }

  @Test
  void keys_of_several_parts_are_told_apart() {
    FeatureSet set = set(BaseType.INT64);
    List<List<String>> keys =
        List.of(List.of("", "ab"), List.of("a", "b"), List.of("ab", ""), List.of("1:a", "b"));
    try (OnlineWriter writer = OnlineWriter.open(file(), set)) {
      for (int i = 0; i < keys.size(); i++) {
        writer.add(keys.get(i), new Row(MICROS, MICROS, 0, List.of((long) i)));
      }
      writer.commit(Digest.of("snapshot"));
    }
    try (OnlineStore store = OnlineStore.open(file(), set)) {
      for (int i = 0; i < keys.size(); i++) {
        List<Object> key = new ArrayList<>(keys.get(i));
        assertThat(store.read(key, NOW).values().getFirst().value()).isEqualTo((long) i);
      }
      assertThat(store.read(Arrays.asList("a", null), NOW).values())
          .containsOnly(new FeatureValue(null, Status.NOT_FOUND));
    }
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> OnlineStore.open(folder.resolve("none.db"), set(BaseType.INT64)))
        .isInstanceOf(OnlineStoreException.class)
        .hasMessageContaining("none.db");
  }

  private void write(FeatureSet set, long version) {
    try (OnlineWriter writer = OnlineWriter.open(file(), set)) {
      writer.clear();
      for (int key = 0; key < 20; key++) {
        writer.add(List.of("key " + key), new Row(MICROS, MICROS, 0, List.of(version, version)));
      }
      writer.commit(Digest.of("snapshot " + version));
    }
  }

  private Path file() {
    return folder.resolve("online.db");
  }

  private static FeatureSet set(BaseType... types) {
    return set(Stream.of(types).map(DataType::of).toArray(DataType[]::new));
  }

  /// Plain features of these types, named by number.
  private static FeatureSet set(DataType... types) {
    List<NamedType> columns = new ArrayList<>();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      DataType type = types[i].orNull();
      columns.add(new NamedType("f" + i, type));
      features.add(new Feature("f" + i, type, Optional.empty(), List.of(), Optional.empty()));
    }
    return new FeatureSet(
        new Metadata(Name.of("set")),
        List.of(new NamedType("key", DataType.of(BaseType.STRING))),
        Optional.of("at"),
        Optional.empty(),
        new FeatureSet.Files(Name.of("files"), "rows.csv", columns),
        List.of(),
        List.of(),
        features,
        Optional.empty(),
        true);
  }
}
