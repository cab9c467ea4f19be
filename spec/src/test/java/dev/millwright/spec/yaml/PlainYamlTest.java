package dev.millwright.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is composed quickly is what SnakeYAML composes: over all YAML of this repository, and over
/// thousands of ways to break it.
final class PlainYamlTest {
  private static final int MUTATIONS = 20_000;

  @Test
  void the_files_of_the_repository_are_the_same_either_way() throws IOException {
    List<String> texts = texts();
    assertThat(texts).hasSizeGreaterThan(200).allSatisfy(PlainYamlTest::isTheSame);
    assertThat(texts.stream().filter(it -> PlainYaml.compose(it).isPresent()).count())
        .isGreaterThan(texts.size() / 2);
  }

  @Test
  void mutations_of_them_are_the_same_either_way() throws IOException {
    Mutations mutations = new Mutations(new Random(20_260), texts());
    int plain = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String mutated = mutations.next();
      isTheSame(mutated);
      plain += PlainYaml.compose(mutated).isPresent() ? 1 : 0;
    }
    assertThat(plain).as("mutations that are still plain").isGreaterThan(MUTATIONS / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\nb: {c: d, e: [f, 'g', \"h\"], i: {}}\n",
        "# one\na: # two\n  # three\n  b: c # four\n\n  # five\n\n",
        "a:\n- b\n- c: 1\n  d:\n  - e\n-\nf:\n",
        "a: it's # no\nb: x#y\nc: x:y\n'd e': 'f''g'\n\"h\": \"\"\n",
        "a: -1\nb: [-1, .5]\nc: 1.5e3\nd: ~\ne: yes\nf: null\n",
        "- a\n- b: c\n",
        "  a: b\n  c: d",
        "a: größer – 1\nb: 2\n",
        "a: b   \n   ",
      })
  void plain_is(String text) {
    assertThat(PlainYaml.compose(text)).isPresent();
    isTheSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "---\na: b\n",
        "a: &b c\n",
        "a: !b c\n",
        "? a\n",
        "a: \"\\n\"\n",
        "a : b\n",
        "a: b\r\n",
        "a:\tb\n",
        "a: [b\n]\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: {b: c?}\n",
        "a: {b: }\n",
        "a: [b,]\n",
        "a: b: c\n",
        "a: - b\n",
        "- - a\n",
        "a: b\n...\n",
        "... a: b\n",
        "a: 'b\n  c'\n",
        "a: \"b\"#c\n",
        "a: %b\n",
        "a:\n  b: c\n d: e\n",
        "a: 🙂\n",
        "a: @b\n",
        "<<<<<<< a: b\n",
        "a:\n  b\n",
        "a: [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]\n"
      })
  void left_to_snakeyaml_is(String text) {
    assertThat(PlainYaml.compose(text)).isEmpty();
  }

  private static void isTheSame(String text) {
    assertThat(PlainYamlFuzz.difference(text)).isEmpty();
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path root :
        List.of(Path.of("..", "example-repo"), Path.of("src"), Path.of("..", "compiler", "src"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(PlainYamlTest::isYaml).sorted().toList()) {
          texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }
}
