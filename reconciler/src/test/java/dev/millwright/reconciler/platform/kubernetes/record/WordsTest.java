package dev.millwright.reconciler.platform.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.install.Definitions;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Step;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.StepState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The words of the definitions are those of the record.
final class WordsTest {
  @Test
  void phases_and_states_are_those_of_the_record() {
    JsonNode status = schema("rollouts").at("/properties/status/properties");
    assertThat(words(status.path("phase"))).isEqualTo(words(Phase.values()));
    assertThat(words(status.at("/steps/items/properties/state")))
        .isEqualTo(words(StepState.values()));
  }

  @Test
  void actions_are_those_of_a_plan() {
    assertThat(
            words(
                schema("rollouts").at("/properties/spec/properties/steps/items/properties/action")))
        .isEqualTo(words(Step.Action.values()));
  }

  @Test
  void kinds_are_those_that_have_versions() {
    List<String> kinds =
        Arrays.stream(Kind.values()).filter(Kind::isComponent).map(Kind::word).toList();
    for (String place :
        List.of(
            "rollouts /properties/spec/properties/inventory/properties/old/items/properties/kind",
            "rollouts /properties/spec/properties/inventory/properties/new/items/properties/kind",
            "releases /properties/spec/properties/components/items/properties/kind",
            "components /properties/spec/properties/kind")) {
      String[] parts = place.split(" ");
      assertThat(words(schema(parts[0]).at(parts[1]))).as(place).isEqualTo(kinds);
    }
  }

  @Test
  void states_and_health_are_those_that_are_shown() {
    assertThat(words(schema("releases").at("/properties/status/properties/state")))
        .containsExactlyInAnyOrderElementsOf(words(ReleaseObjects.State.values()));
    assertThat(words(schema("components").at("/properties/status/properties/health")))
        .isEqualTo(words(Wellness.Health.values()));
  }

  @Test
  void the_definitions_are_of_the_resources_that_are_written() {
    assertThat(definitions().map(it -> it.at("/spec/names/plural").asString()))
        .containsExactlyElementsOf(Stream.of(Shown.values()).map(Shown::plural).toList());
    assertThat(definitions().map(it -> it.at("/spec/names/kind").asString()))
        .containsExactlyElementsOf(Stream.of(Shown.values()).map(Shown::kind).toList());
  }

  @Test
  void a_text_is_cut_between_characters() {
    assertThat(Words.clipped("a😀", 2)).isEqualTo("a");
    assertThat(Words.inBytes("äää", 4)).isEqualTo("ää");
    assertThat(Words.inBytes("short", 4096)).isEqualTo("short");
  }

  private static JsonNode schema(String plural) {
    return definitions()
        .filter(it -> it.at("/spec/names/plural").asString().equals(plural))
        .findFirst()
        .orElseThrow()
        .at("/spec/versions/0/schema/openAPIV3Schema");
  }

  private static Stream<JsonNode> definitions() {
    return Definitions.all().stream().map(it -> (JsonNode) it);
  }

  private static List<String> words(Enum<?>... words) {
    return Stream.of(words).map(Words::camel).toList();
  }

  private static List<String> words(JsonNode schema) {
    List<String> words = new ArrayList<>();
    schema.path("enum").forEach(word -> words.add(word.asString()));
    return words;
  }
}
