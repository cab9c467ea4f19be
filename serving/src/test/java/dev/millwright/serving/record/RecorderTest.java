package dev.millwright.serving.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.scene.InMemory;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class RecorderTest {
  private static final Recorder.Settings LARGE =
      new Recorder.Settings(1_000, 1L << 30, Duration.ofDays(1));

  @TempDir Path folder;

  private final Passage passage = InMemory.of(_ -> 0.25).pass("SEA");

  @Test
  void a_record_tells_request_inputs_as_enriched_and_answer() throws IOException {
    try (Recorder recorder = start(LARGE)) {
      recorder.record(new Recording("r1", passage, 200, 1_500_000));
    }
    JsonNode line = lines().getFirst();
    assertThat(line.path("request_id").asString()).isEqualTo("r1");
    assertThat(line.path("at").asString()).isEqualTo("2001-03-30T18:20:00Z");
    assertThat(line.path("arrived").asString()).isEqualTo("2001-04-01T00:00:00Z");
    assertThat(line.path("release").asString()).isEqualTo(InMemory.RELEASE.hex());
    assertThat(line.path("latency_ms").asDouble()).isEqualTo(1.5);
    assertThat(line.path("request").path("origin").asString()).isEqualTo("SEA");
    assertThat(line.path("inputs").path("avg").isNull()).isTrue();
    assertThat(line.path("inputs").path("worst").asLong()).isEqualTo(90);
    assertThat(line.path("outputs").path("late_probability").asDouble()).isEqualTo(0.25);
  }

  @Test
  void a_failed_request_is_recorded_without_an_answer() throws IOException {
    Passage failed =
        InMemory.of(
                _ -> {
                  throw new IllegalStateException("broken");
                })
            .pass("SEA");
    try (Recorder recorder = start(LARGE)) {
      recorder.record(new Recording("r1", failed, 500, 1));
    }
    assertThat(lines().getFirst().path("status").asInt()).isEqualTo(500);
    assertThat(lines().getFirst().path("outputs").isEmpty()).isTrue();
  }

  @Test
  void a_flush_makes_durable_all_that_came_before_it() throws IOException {
    try (Recorder recorder = start(LARGE)) {
      for (int i = 0; i < 100; i++) {
        recorder.record(new Recording("r" + i, passage, 200, 1));
      }
      assertThat(names()).noneMatch(name -> name.endsWith(".jsonl"));
      assertThat(recorder.flush()).isEqualTo(1);
      assertThat(lines()).hasSize(100);
      assertThat(lines().get(99).path("request_id").asString()).isEqualTo("r99");
      assertThat(recorder.flush()).as("nothing new, no new segment").isEqualTo(1);
      assertThat(recorder.written()).isEqualTo(100);
    }
  }

  @Test
  void a_segment_is_closed_at_its_size() throws IOException {
    try (Recorder recorder = start(new Recorder.Settings(1_000, 1, Duration.ofDays(1)))) {
      for (int i = 0; i < 3; i++) {
        recorder.record(new Recording("r" + i, passage, 200, 1));
        recorder.flush();
      }
    }
    assertThat(names()).containsExactly("graph-0.jsonl", "graph-1.jsonl", "graph-2.jsonl");
  }

  @Test
  void what_does_not_fit_into_the_queue_is_counted_and_nothing_else_is_lost() throws IOException {
    int total = 200_000;
    Recorder recorder = start(new Recorder.Settings(1, 1L << 30, Duration.ofDays(1)));
    for (int i = 0; i < total; i++) {
      recorder.record(new Recording("r", passage, 200, 1));
    }
    recorder.close();
    assertThat(recorder.lost()).isPositive();
    assertThat(recorder.written() + recorder.lost()).isEqualTo(total);
    assertThat(lines()).hasSize((int) recorder.written());
  }

  @Test
  void what_cannot_be_written_is_counted_and_later_records_are_kept() throws IOException {
    try (Recorder recorder = start(LARGE)) {
      Files.delete(folder);
      recorder.record(new Recording("lost", passage, 200, 1));
      recorder.flush();
      assertThat(recorder.lost()).isEqualTo(1);
      Files.createDirectory(folder);
      recorder.record(new Recording("kept", passage, 200, 1));
      recorder.flush();
      assertThat(recorder.lost()).isEqualTo(1);
      assertThat(recorder.written()).isEqualTo(1);
      assertThat(lines().getFirst().path("request_id").asString()).isEqualTo("kept");
    }
  }

  @Test
  void a_closed_recorder_counts_what_it_is_given_as_lost() throws IOException {
    Recorder recorder = start(LARGE);
    recorder.close();
    recorder.close();
    recorder.record(new Recording("late", passage, 200, 1));
    assertThat(recorder.lost()).isEqualTo(1);
    assertThat(names()).isEmpty();
    assertThatThrownBy(recorder::flush).isInstanceOf(IllegalStateException.class);
  }

  private Recorder start(Recorder.Settings settings) throws IOException {
    return Recorder.start(folder, "graph", settings);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<JsonNode> lines() throws IOException {
    return names().stream()
        .filter(name -> name.endsWith(".jsonl"))
        .flatMap(this::linesOf)
        .map(Json.mapper()::readTree)
        .toList();
  }

  private Stream<String> linesOf(String name) {
    try {
      return Files.readAllLines(folder.resolve(name)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
