package dev.millwright.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Words that came from a commit, in a status.
final class StatusTextTest {
  private static final String POISON = "\u001b[2J\r@|red owned|@\n::error::x\u202e";

  @Test
  void words_of_a_commit_neither_steer_the_terminal_nor_are_markup() {
    Diagnostic finding =
        Diagnostic.error(Rule.COMMIT_UNSIGNED, Span.startOf(POISON), POISON).hint(POISON);
    String revision = "0123456789abcdef0123456789abcdef01234567";
    StatusReport status =
        new StatusReport(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of(
                new RevisionRecord(revision, Instant.EPOCH, Optional.empty(), List.of(finding))),
            List.of(new QuarantineRecord(Digest.of("r"), revision, POISON, Instant.EPOCH)),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(POISON));
    List<String> lines = StatusText.of(status);
    assertThat(lines)
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl))
        .noneMatch(line -> line.contains("@|red owned"))
        .noneMatch(line -> line.contains("\u202e"))
        .anyMatch(line -> line.contains("MW1820"));
  }
}
