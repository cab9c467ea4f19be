package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is short for something else is that, down to the version.
final class ShorthandTest {
  private static final Address OUTCOMES = Address.of(Kind.FEATURE_SET, "flight-outcomes");
  private static final Address VECTOR = Address.of(Kind.FEATURE_VECTOR, "flight-features");

  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "map: {origin: {SEA: 1, LAX: 2, otherwise: 0}}"
            + "| CASE WHEN origin = 'LAX' THEN 2 WHEN origin = 'SEA' THEN 1 ELSE 0 END",
        "map: {origin: {SEA: 0.5, LAX: 2}}"
            + "| CASE WHEN origin = 'LAX' THEN 2 WHEN origin = 'SEA' THEN 0.5 END",
        "map: {origin: {O'Hare: it's far, otherwise: near}}"
            + "| CASE WHEN origin = 'O''Hare' THEN 'it''s far' ELSE 'near' END",
      })
  void a_map_is_the_case_that_it_is_short_for(String map, String expression) throws IOException {
    Component written = outcomes("derive: {origin_mapped: \"" + expression + "\"}");
    assertThat(outcomes(map).version()).isEqualTo(written.version());
  }

  @Test
  void one_hot_is_a_case_for_each_value() throws IOException {
    Component written =
        outcomes(
            "derive: {distance_100: CASE WHEN distance = 100 THEN 1 ELSE 0 END,"
                + " distance_200: CASE WHEN distance = 200 THEN 1 ELSE 0 END}");
    Component shorter = outcomes("oneHot: {field: distance, values: [100, 200]}");
    assertThat(shorter.version()).isEqualTo(written.version());
  }

  @Test
  void what_is_missing_is_no_value_of_a_map() throws IOException {
    String nullable = "derive: {far: CASE WHEN distance > 9 THEN 'yes' END}\n    - ";
    Component written =
        outcomes(
            nullable
                + "derive: {far_mapped: CASE WHEN far IS NOT NULL AND far = 'yes' THEN 1 ELSE 0 END}");
    assertThat(outcomes(nullable + "map: {far: {\"yes\": 1, otherwise: 0}}").version())
        .isEqualTo(written.version());
  }

  @Test
  void a_release_holds_no_shorthand() throws IOException {
    FeatureSet set = (FeatureSet) outcomes("oneHot: {field: origin, values: [SEA]}").definition();
    assertThat(set.transform()).hasSize(2).allMatch(FeatureSet.Derive.class::isInstance);
  }

  @Test
  void all_features_of_a_set_are_those_that_it_declares() throws IOException {
    String edit = "@ features/flight-features.yaml\n- airports.latitude\n+ airports.*\n";
    Component all = component(edit, VECTOR);
    assertThat(all.version()).isEqualTo(component("", VECTOR).version());
    assertThat(((FeatureVector) all.definition()).features())
        .extracting(FeatureVector.Selected::alias)
        .endsWith("latitude");
  }

  private Component outcomes(String step) throws IOException {
    StringBuilder edit = new StringBuilder("@ features/flight-outcomes.yaml\n- late: delay > 15\n");
    edit.append("+ late: delay > 15\n");
    ("    - " + step).lines().forEach(line -> edit.append("+ ").append(line).append("\n"));
    return component(edit.toString(), OUTCOMES);
  }

  private Component component(String edit, Address address) throws IOException {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.release(EditedProject.tree(EditedProject.edited(edit), work), "local")
        .at(address);
  }
}
