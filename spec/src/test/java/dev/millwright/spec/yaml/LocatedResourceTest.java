package dev.millwright.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LocatedResourceTest {
  private static final String TEXT =
      """
      # Every way to write a text; a name to find is written `here`.
      ---
      apiVersion: millwright.dev/v1
      kind: FeatureSet
      metadata: {name: airports}
      spec:
        entities: [{name: iata, type: string}]
        source:
          connection: flights
          path: airports.csv
          columns: &columns
            - name: iata
              type: string
        transform:
          - filter: iata <> here
          - filter: 'iata <> ''x'' OR here'
          - filter: "iata <> \\"\\u0078\\" \\
              OR here"
          - filter: |-
              iata IS NOT NULL

                AND here
          - filter: >
              iata
              <>

              here
          - filter: iata
              <>
              here
          - filter: 😀 <> here
          - filter: "\\U0001F600\\t<> here"
          - filter: &anchor 'iata <> here'
        features:
          - {name: iata, type: string}
      """;

  private final LocatedResource located = read(TEXT);

  @Test
  void a_part_of_a_text_is_found_in_the_file_however_the_text_is_written() {
    FeatureSet set = (FeatureSet) located.resource();
    for (int i = 0; i < set.transform().size(); i++) {
      String text = ((FeatureSet.Filter) set.transform().get(i)).condition().text();
      int at = text.indexOf("here");
      int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
      int column = at - text.lastIndexOf('\n', at);
      Span span =
          located.spanWithin("/spec/transform/" + i + "/filter", line, column, line, column + 4);
      assertThat(textAt(span)).as(text).isEqualTo("here");
    }
  }

  @Test
  void every_character_of_every_text_has_its_place() {
    FeatureSet set = (FeatureSet) located.resource();
    for (int i = 0; i < set.transform().size(); i++) {
      String text = ((FeatureSet.Filter) set.transform().get(i)).condition().text();
      int column = 1;
      int line = 1;
      for (char c : text.toCharArray()) {
        Span span =
            located.spanWithin("/spec/transform/" + i + "/filter", line, column, line, column + 1);
        if (Character.isLetter(c) && c != 'x') {
          assertThat(textAt(span)).isEqualTo(String.valueOf(c));
        }
        column = c == '\n' ? 1 : column + 1;
        line = c == '\n' ? line + 1 : line;
      }
    }
  }

  @Test
  void values_and_keys_have_places() {
    assertThat(textAt(located.span())).isEqualTo("airports");
    assertThat(textAt(located.spanOf("/spec/source/path"))).isEqualTo("airports.csv");
    assertThat(textAt(located.keySpanOf("/spec/source/path"))).isEqualTo("path");
    assertThat(textAt(located.spanOf("/spec/source/columns/0/name"))).isEqualTo("iata");
    assertThat(textAt(located.spanOf("/spec/features/0"))).isEqualTo("{name: iata, type: string}");
    assertThat(located.spanOf("/spec/source").endLine()).isEqualTo(13);
  }

  @Test
  void what_is_absent_stands_at_its_nearest_ancestor() {
    assertThat(textAt(located.spanOf("/spec/source/pattern/0"))).isEqualTo("source");
    assertThat(textAt(located.spanOf("/spec/features/7/name"))).isEqualTo("features");
    assertThat(located.spanOf("/nothing")).isEqualTo(located.spanOf(""));
  }

  @Test
  void a_patch_is_merged_and_read_again() {
    LocatedResource patched =
        ok(
            ResourceReader.patched(
                located,
                """
                {"spec": {"source": {"path": "others.csv"}, "online": false, "maxAge": "7d",
                          "transform": null}}
                """));
    FeatureSet set = (FeatureSet) patched.resource();
    assertThat(((FeatureSet.Files) set.source()).path()).isEqualTo("others.csv");
    assertThat(set.online()).isFalse();
    assertThat(set.transform()).isEmpty();
    assertThat(((FeatureSet) located.resource()).transform()).hasSize(9);
    assertThat(textAt(patched.spanOf("/spec/source/path"))).isEqualTo("airports.csv");
    assertThat(textAt(patched.spanOf("/spec/maxAge"))).isEqualTo("spec");
    assertThat(textAt(patched.spanWithin("/spec/source/path", 1, 1, 1, 3)))
        .isEqualTo("airports.csv");
  }

  @Test
  void a_patch_that_breaks_the_resource_is_refused_at_its_place() {
    List<Diagnostic> findings =
        ResourceReader.patched(located, "{\"spec\": {\"source\": {\"pth\": \"x\"}}}").findings();
    assertThat(findings).extracting(Diagnostic::rule).containsExactly(Rule.UNKNOWN_FIELD);
    assertThat(textAt(findings.getFirst().span())).isEqualTo("source");
  }

  @Test
  void a_patch_cannot_rename() {
    assertThat(ResourceReader.patched(located, "{\"metadata\": {\"name\": \"other\"}}").findings())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.PATCH_TARGET);
  }

  private static LocatedResource read(String text) {
    Reading reading =
        ResourceReader.read(
            new TreeMap<>(Map.of("features/a.yaml", text.getBytes(StandardCharsets.UTF_8))));
    assertThat(reading.findings()).isEmpty();
    return reading.resources().getFirst();
  }

  private static LocatedResource ok(Checked<LocatedResource> checked) {
    assertThat(checked.findings()).isEmpty();
    return ((Checked.Ok<LocatedResource>) checked).value();
  }

  private static String textAt(Span span) {
    assertThat(span.file()).isEqualTo("features/a.yaml");
    assertThat(span.line()).isEqualTo(span.endLine());
    int[] line = TEXT.lines().toList().get(span.line() - 1).codePoints().toArray();
    return new String(line, span.column() - 1, span.endColumn() - span.column());
  }
}
