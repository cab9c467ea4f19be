package dev.millwright.compiler.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.node.ObjectNode;

/// What is written is what is read.
final class YamlTextTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "plain",
          "two words",
          "no",
          "Yes",
          "NULL",
          "0755",
          "77e01234",
          "1.5",
          "a: b",
          "# a",
          "- a",
          "{}",
          "'",
          "\"",
          "\\",
          "line\n",
          "line\nline\n",
          "line\n\n",
          "\nline\n",
          "  indented\n",
          "a\n  b\n",
          "tab\there",
          "tab\there\n",
          "no end\nof line",
          "\u0085\n",
          "\u2028\n",
          "naïve\n",
          "\uD83D\uDE00\n",
          "~",
          "<<",
          "=",
          "2001-04-01",
          "12:30:45",
          "0x1f",
          ".inf",
          "%a",
          "@a",
          "`a");

  @ParameterizedTest
  @ValueSource(
      strings = {"77e01234", "12345678", "0755", "no", "y", "on", "null", "1e3", "2001-04-01"})
  void what_some_readers_take_for_a_number_or_a_truth_is_quoted(String text) {
    assertThat(written(Map.of("a", text))).isEqualTo("a: \"" + text + "\"\n");
  }

  @Test
  void lines_stand_as_they_are() {
    assertThat(written(Map.of("a", Map.of("b", "{\n  \"c\" : 1\n}\n"))))
        .isEqualTo("a:\n  b: |\n    {\n      \"c\" : 1\n    }\n");
  }

  @Test
  void every_text_is_read_as_it_was() {
    for (String text : TEXTS) {
      assertReadBack(Map.of("text", text, "list", List.of(text, text), "deep", Map.of("er", text)));
      assertReadBack(Map.of(text, "a key", "list", List.of(Map.of(text, 1, "b", text))));
    }
  }

  @Test
  void any_tree_is_read_as_it_was() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      assertReadBack(Map.of("tree", tree(random, 4)));
    }
  }

  private static Object tree(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> random.nextInt(1_000) - 500;
      case 1 -> random.nextBoolean();
      case 2 -> TEXTS.get(random.nextInt(TEXTS.size()));
      case 3 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(TEXTS.get(random.nextInt(TEXTS.size())), tree(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static void assertReadBack(Map<String, Object> tree) {
    String text = written(tree);
    Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    assertThat(read).as(text).isEqualTo(tree);
  }

  private static String written(Map<String, Object> tree) {
    ObjectNode node = Json.mapper().valueToTree(tree);
    return YamlText.of(node);
  }
}
