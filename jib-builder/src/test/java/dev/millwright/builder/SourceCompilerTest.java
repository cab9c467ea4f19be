package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceCompilerTest {
  @TempDir Path temporary;

  @Test
  void every_error_of_every_file_is_reported_at_its_place() throws IOException {
    List<Diagnostic> found =
        compile(
            Map.of(
                "flights/Train.java",
                "package flights;\n\nclass Train {\n\tint late = \"no\";\n  int wrong() { }\n}\n",
                "flights/Other.java",
                "package flights;\nclass Other { Unknown field; }\n"));

    assertThat(found)
        .extracting(finding -> finding.rule().id() + " " + finding.span() + " " + finding.message())
        .containsExactly(
            "MW1801 functions/train/flights/Other.java:2:15 cannot find symbol; symbol: class"
                + " Unknown; location: class flights.Other",
            "MW1801 functions/train/flights/Train.java:4:13 incompatible types: java.lang.String"
                + " cannot be converted to int",
            "MW1801 functions/train/flights/Train.java:5:17 missing return statement");
  }

  @Test
  void a_syntax_error_has_its_place_too() throws IOException {
    List<Diagnostic> found = compile(Map.of("Train.java", "class Train {\n  void run( {}\n}\n"));

    assertThat(found)
        .first()
        .extracting(finding -> finding.span().toString())
        .isEqualTo("functions/train/Train.java:2:13");
  }

  @Test
  void parameter_names_are_kept() throws Exception {
    assertThat(compile(Map.of("Named.java", "public class Named { void of(int rate) {} }")))
        .isEmpty();

    try (var loader =
        new java.net.URLClassLoader(
            new java.net.URL[] {temporary.resolve("classes").toUri().toURL()})) {
      var method = loader.loadClass("Named").getDeclaredMethod("of", int.class);
      assertThat(method.getParameters()[0].getName()).isEqualTo("rate");
    }
  }

  @Test
  void a_path_out_of_the_folder_is_refused() {
    assertThatThrownBy(() -> compile(Map.of("../escaped.txt", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../escaped.txt");
  }

  @Test
  void what_is_compiled_already_is_refused() throws IOException {
    List<Diagnostic> found =
        compile(Map.of("flights/Train.class", "\u00ca\u00fe", "flights/Train.java", "nonsense"));

    assertThat(found)
        .extracting(finding -> finding.span().file() + ": " + finding.message())
        .containsExactly(
            "functions/train/flights/Train.class: `flights/Train.class` is compiled already");
  }

  private List<Diagnostic> compile(Map<String, String> sources) throws IOException {
    return new SourceCompiler()
        .compile(
            "functions/train", Workshop.files(sources), List.of(), temporary.resolve("classes"));
  }
}
