package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.lock.LockUse;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A word of any length is a finding at its place: no pattern and no walk takes the stack for it.
final class LongWordsTest {
  @TempDir private Path work;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "functions/train-delay.yaml | flights.TrainDelay::train | a. | a::b | MW1104 | 20000",
        "monitors/delay-drift.yaml | of: predict-delay | of: predict-delay@1.0.0-,a. | a | MW1104 | 20000",
        "monitors/delay-drift.yaml | when: drifted | when: drifted OR a,.a | .b | MW1301 | 20000",
        "monitors/delay-drift.yaml | when: drifted | when: NOT ,NOT | drifted | MW1304 | 1000",
      })
  void a_word_without_end(
      String file, String old, String begin, String end, String rule, int times) {
    String[] parts = begin.split(",");
    String separator = parts[parts.length - 1].equals("NOT") ? "NOT " : parts[parts.length - 1];
    String start = parts.length > 1 ? parts[0] : "";
    String text = start + separator.repeat(times) + end;
    String edits = "@ %s\n- %s\n+ %s\n".formatted(file, old, text);
    var tree = EditedProject.tree(EditedProject.edited(edits), work);
    assertThat(
            new Compiler(LockUse.KNOWN, FolderItems.ofCases())
                .validate(tree).findings().stream().map(Diagnostic::rule))
        .anyMatch(it -> it.id().equals(rule));
  }
}
