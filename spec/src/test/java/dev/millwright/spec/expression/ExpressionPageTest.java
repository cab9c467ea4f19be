package dev.millwright.spec.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The committed page is what the operators say.
final class ExpressionPageTest {
  @Test
  void the_reference_has_every_operator() {
    Golden.of(Path.of("../docs/reference/expressions.md")).check(ExpressionPage.markdown());
  }

  @Test
  void the_terminal_has_a_line_an_operator() {
    for (Operator operator : Operator.values()) {
      assertThat(ExpressionPage.lines())
          .anySatisfy(line -> assertThat(line).startsWith(operator.written() + "  "));
    }
  }
}
