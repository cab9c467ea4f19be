package dev.millwright.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphQuotingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"]; evil [label=\"b",
        "back\\",
        "\\\" -> x",
        "two\nlines",
        "<b>bold</b>",
        "\\\\\""
      })
  void no_text_ends_a_string_of_dot(String hostile) {
    String quoted = GraphDot.quoted(hostile);
    assertThat(quoted).matches("\"([^\"\\\\\\n]|\\\\.)*\"");
  }

  @Test
  void markup_and_quotes_are_numbers_in_mermaid() {
    assertThat(GraphMermaid.escaped("a\"]<img>`#;\n"))
        .isEqualTo("a#34;#93;#60;img#62;#96;#35;#59;#10;");
  }

  @Test
  void names_stay_readable_in_mermaid() {
    assertThat(GraphMermaid.escaped("origin-delays@4f1c09a2, reached"))
        .isEqualTo("origin-delays@4f1c09a2, reached");
  }
}
