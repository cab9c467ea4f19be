package dev.millwright.serving.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentsTest {
  private static final Segments.Limits LIMITS = new Segments.Limits(20, Duration.ofSeconds(60));
  // Process ids end at 2^22 on Linux, and everywhere below this.
  private static final long NOBODY = 2_000_000_011L;

  @TempDir Path folder;

  @Test
  void a_dead_process_segment_is_adopted_and_its_unfinished_line_cut() throws IOException {
    write("graph-" + NOBODY + "-0.jsonl.open", "{\"a\":1}\n{\"a\":2}\n{\"a\":");
    segments("graph-1").adopt();
    assertThat(names()).containsExactly("graph-" + NOBODY + "-0.jsonl");
    assertThat(folder.resolve("graph-" + NOBODY + "-0.jsonl")).hasContent("{\"a\":1}\n{\"a\":2}\n");
  }

  @Test
  void a_segment_without_one_finished_line_is_nothing() throws IOException {
    write("graph-" + NOBODY + "-0.jsonl.open", "{\"a\":");
    write("graph-" + NOBODY + "-1.jsonl.open", "");
    segments("graph-1").adopt();
    assertThat(names()).isEmpty();
  }

  @Test
  void a_living_process_segment_is_left_alone() throws IOException {
    String name = "graph-" + ProcessHandle.current().pid() + "-0.jsonl.open";
    write(name, "{\"a\":1}\n{\"a\":");
    segments("graph-1").adopt();
    assertThat(names()).containsExactly(name);
    assertThat(folder.resolve(name)).hasContent("{\"a\":1}\n{\"a\":");
  }

  @Test
  void a_process_under_a_dead_ones_id_is_another_process() throws IOException {
    String name = "graph-" + ProcessHandle.current().pid() + "-0.jsonl.open";
    write(name, "{\"a\":1}\n");
    Instant before =
        ProcessHandle.current().info().startInstant().orElseThrow().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(folder.resolve(name), FileTime.from(before));
    segments("graph-1").adopt();
    assertThat(names()).containsExactly(name.replace(".open", ""));
  }

  @Test
  void other_files_are_left_alone() throws IOException {
    write("graph-1-0.jsonl", "{\"a\":1}\n{\"a\":");
    write("notes.open", "x");
    segments("graph-1").adopt();
    assertThat(names()).containsExactly("graph-1-0.jsonl", "notes.open");
    assertThat(folder.resolve("graph-1-0.jsonl")).hasContent("{\"a\":1}\n{\"a\":");
  }

  @Test
  void names_that_are_taken_are_passed_over() throws IOException {
    write("graph-7-0.jsonl", "old\n");
    write("graph-7-1.jsonl.open", "old\n");
    Segments segments = segments("graph-7");
    segments.append("new\n".getBytes(StandardCharsets.UTF_8), 0);
    segments.close();
    assertThat(folder.resolve("graph-7-2.jsonl")).hasContent("new\n");
    assertThat(folder.resolve("graph-7-0.jsonl")).hasContent("old\n");
  }

  @Test
  void a_segment_is_closed_at_its_size_and_at_its_age() throws IOException {
    Segments segments = segments("graph-7");
    long opened = 1_000;
    segments.append("0123456789\n".getBytes(StandardCharsets.UTF_8), opened);
    assertThat(segments.closed()).isZero();
    segments.append("0123456789\n".getBytes(StandardCharsets.UTF_8), opened);
    assertThat(segments.closed()).as("22 of 20 bytes").isEqualTo(1);
    segments.append("x\n".getBytes(StandardCharsets.UTF_8), opened);
    segments.closeAged(opened + LIMITS.age().toNanos() - 1);
    assertThat(segments.closed()).isEqualTo(1);
    segments.closeAged(opened + LIMITS.age().toNanos());
    assertThat(segments.closed()).isEqualTo(2);
    segments.closeAged(Long.MAX_VALUE);
    segments.close();
    assertThat(segments.closed()).isEqualTo(2);
    assertThat(names()).containsExactly("graph-7-0.jsonl", "graph-7-1.jsonl");
  }

  private Segments segments(String prefix) {
    return new Segments(folder, prefix, LIMITS);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
