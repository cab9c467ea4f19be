package dev.millwright.reconciler.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When a route is taken by its gateway as it is now.
final class RouteStatusTest {
  private static Map<String, Object> condition(String type, String status, int observed) {
    return Map.of("type", type, "status", status, "observedGeneration", observed);
  }

  @SafeVarargs
  private static RouteStatus of(List<Map<String, Object>>... parents) {
    List<Object> all = new ArrayList<>();
    for (List<Map<String, Object>> conditions : parents) {
      all.add(Map.of("conditions", conditions));
    }
    GenericKubernetesResource route = new GenericKubernetesResource();
    route.setMetadata(new ObjectMetaBuilder().withGeneration(2L).build());
    route.setAdditionalProperty("status", Map.of("parents", all));
    return RouteStatus.of(route);
  }

  @Test
  void it_is_taken_when_all_is_said_of_its_newest_change() {
    assertThat(
            of(List.of(condition("Accepted", "True", 2), condition("ResolvedRefs", "True", 2)))
                .isTaken())
        .isTrue();
  }

  @Test
  void what_was_said_of_an_older_change_does_not_count() {
    assertThat(
            of(List.of(condition("Accepted", "True", 2), condition("ResolvedRefs", "True", 1)))
                .isTaken())
        .isFalse();
  }

  @Test
  void silence_is_no_yes() {
    assertThat(of().isTaken()).isFalse();
    assertThat(of(List.of(condition("Accepted", "True", 2))).isTaken()).isFalse();
  }

  @Test
  void one_gateway_of_two_that_refuses_it_is_enough() {
    List<Map<String, Object>> yes =
        List.of(condition("Accepted", "True", 2), condition("ResolvedRefs", "True", 2));
    List<Map<String, Object>> no =
        List.of(condition("Accepted", "False", 2), condition("ResolvedRefs", "True", 2));

    assertThat(of(yes, no).isTaken()).isFalse();
  }
}
