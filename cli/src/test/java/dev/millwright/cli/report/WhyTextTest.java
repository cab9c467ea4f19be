package dev.millwright.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a run gave, as a person reads it.
final class WhyTextTest {
  private static final Address MODEL = Address.of(Kind.MODEL, "delay");
  private static final Digest VERSION = Digest.of("version");

  @Test
  void fractions_are_short_and_whole_numbers_and_words_stay() {
    RunRecord run =
        new RunRecord(
            "judge-1",
            "judge",
            RunState.SUCCEEDED,
            MODEL,
            VERSION,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(
                Map.of("auc", "0.6724579004439559", "examples", "11209.0", "note", "as before")),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty());
    WhyReport why =
        new WhyReport(
            MODEL,
            VERSION,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(run));
    assertThat(WhyText.of(why))
        .contains(
            "  run       judge-1 judge succeeded: auc 0.6725, examples 11209, note as before");
  }

  @Test
  void a_model_that_is_a_file_says_which() {
    Digest content = Digest.of("bytes");
    WhyReport why =
        new WhyReport(
            MODEL,
            VERSION,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new WhyReport.Artifact("models/given.onnx", content)),
            Optional.empty(),
            List.of());
    assertThat(WhyText.of(why))
        .contains(
            "  bytes     %s, the file models/given.onnx of the commit".formatted(content.brief()));
  }
}
