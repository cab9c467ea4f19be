package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a route is meanwhile, as words: `old` for a rule by name, `old=50` for a share.
final class RouteStepsTest {
  private static Object rule(String words) {
    List<Object> backends = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      String[] parts = word.split("=", -1);
      backends.add(
          parts.length == 1
              ? Map.of("name", parts[0])
              : Map.of("name", parts[0], "weight", Integer.parseInt(parts[1])));
    }
    Object match = words.contains("=") ? Map.of() : Map.of("headers", List.of(words));
    return Map.of("matches", List.of(match), "backendRefs", backends);
  }

  private static Map<String, Object> spec(String... rules) {
    return Map.of("rules", List.of(rules).stream().map(RouteStepsTest::rule).toList());
  }

  private static ObjectNode wanted(String... rules) {
    return Json.mapper().valueToTree(Map.of("kind", "HTTPRoute", "spec", spec(rules)));
  }

  private static GenericKubernetesResource now(String... rules) {
    GenericKubernetesResource route = new GenericKubernetesResource();
    route.setAdditionalProperty("spec", spec(rules));
    return route;
  }

  private static List<String> words(List<ObjectNode> steps) {
    return steps.stream().map(RouteStepsTest::words).toList();
  }

  private static String words(JsonNode route) {
    List<String> words = new ArrayList<>();
    for (JsonNode rule : route.path("spec").path("rules")) {
      List<String> backends = new ArrayList<>();
      for (JsonNode backend : rule.path("backendRefs")) {
        String share = backend.has("weight") ? "=" + backend.path("weight").asInt() : "";
        backends.add(backend.path("name").asString() + share);
      }
      words.add(String.join(",", backends));
    }
    return String.join(" ", words);
  }

  private static List<String> steps(GenericKubernetesResource now, String... wanted) {
    return words(RouteSteps.of(Optional.of(now), wanted(wanted)).before());
  }

  @Test
  void a_backend_is_known_by_name_before_it_takes_a_share() {
    assertThat(steps(now("old", "old=100"), "old", "new", "old=50,new=50"))
        .containsExactly("new old old=100");
  }

  @Test
  void a_backend_has_no_share_before_it_is_forgotten() {
    assertThat(steps(now("old", "new", "old=50,new=50"), "new", "new=100"))
        .containsExactly("old new new=100");
  }

  @Test
  void one_that_follows_at_once_takes_both_steps() {
    assertThat(steps(now("old", "old=100"), "new", "new=100"))
        .containsExactly("new old old=100", "old new new=100");
  }

  @Test
  void shares_alone_are_changed_at_once() {
    assertThat(steps(now("old", "new", "old=90,new=10"), "old", "new", "old=50,new=50")).isEmpty();
  }

  @Test
  void two_releases_of_one_version_need_no_step() {
    assertThat(steps(now("same", "same=100"), "same", "same", "same=50,same=50")).isEmpty();
  }

  @Test
  void nobody_falls_between_where_there_is_no_route_yet() {
    assertThat(RouteSteps.of(Optional.empty(), wanted("new", "new=100")).before()).isEmpty();
  }

  @Test
  void a_step_is_the_route_in_all_else() {
    ObjectNode step =
        RouteSteps.of(Optional.of(now("old", "old=100")), wanted("new", "new=100"))
            .before()
            .getFirst();
    assertThat(step.path("kind").asString()).isEqualTo("HTTPRoute");
  }
}
