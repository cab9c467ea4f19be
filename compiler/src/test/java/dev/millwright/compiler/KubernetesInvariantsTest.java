package dev.millwright.compiler;

import static dev.millwright.compiler.RenderedObjects.maps;
import static dev.millwright.compiler.RenderedObjects.name;
import static dev.millwright.compiler.RenderedObjects.named;
import static dev.millwright.compiler.RenderedObjects.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.Manifests;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.testkit.Cases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What holds of the objects of every case.
final class KubernetesInvariantsTest {
  @TempDir private Path temporary;

  private Stream<DynamicTest> each(KubernetesCase.Check check) {
    return KubernetesCase.each(temporary, check);
  }

  private Order order(Path folder, String further) throws Exception {
    Path work = Files.createTempDirectory(temporary, "case");
    return KubernetesCase.of(folder).order(work, further);
  }

  @TestFactory
  Stream<DynamicTest> names_are_labels_and_one_of_a_kind() {
    return each(
        objects -> {
          Set<String> seen = new HashSet<>();
          for (JsonNode object : objects) {
            assertThat(Name.isValid(name(object))).as(name(object)).isTrue();
            assertThat(seen.add(object.path("kind").asString() + "/" + name(object))).isTrue();
            int longest = object.path("kind").asString().equals("CronJob") ? 52 : 63;
            assertThat(name(object)).hasSizeLessThanOrEqualTo(longest);
            assertThat(object.at("/metadata/namespace").asString()).isEqualTo("ml-flights");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> labels_are_values_of_labels_and_say_whose_an_object_is() {
    return each(
        objects ->
            objects.forEach(
                object -> {
                  JsonNode labels = object.at("/metadata/labels");
                  labels
                      .properties()
                      .forEach(
                          label ->
                              assertThat(label.getValue().asString())
                                  .matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"));
                  assertThat(labels.propertyNames())
                      .contains(
                          "app.kubernetes.io/name",
                          "app.kubernetes.io/part-of",
                          "app.kubernetes.io/managed-by",
                          "millwright.dev/project",
                          "millwright.dev/environment",
                          "millwright.dev/release");
                  String release =
                      object.at("/metadata/annotations/millwright.dev~1release").asString();
                  assertThat(release)
                      .hasSize(64)
                      .startsWith(labels.path("millwright.dev/release").asString());
                }));
  }

  @TestFactory
  Stream<DynamicTest> selectors_choose_the_pods_that_they_are_meant_for() {
    return each(
        objects -> {
          for (JsonNode deployment : of(objects, "Deployment")) {
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            assertChooses(deployment.at("/spec/selector/matchLabels"), labels);
            String name = name(deployment);
            assertChooses(named(objects, "Service", name).at("/spec/selector"), labels);
            assertChooses(
                named(objects, "PodDisruptionBudget", name).at("/spec/selector/matchLabels"),
                labels);
            for (JsonNode policy : of(objects, "NetworkPolicy")) {
              assertChooses(policy.at("/spec/podSelector/matchLabels"), labels);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> what_an_object_names_is_there_or_waited_for() {
    return Cases.here()
        .below("kubernetes")
        .each(
            folder -> {
              Manifests manifests = Manifests.of(order(folder, ""));
              Set<String> maps = new HashSet<>();
              of(manifests.objects(), "ConfigMap").forEach(map -> maps.add(name(map)));
              for (String used : maps(manifests.objects())) {
                boolean isWaitedFor =
                    used.endsWith("-releases")
                        && manifests.waiting().stream()
                            .anyMatch(it -> it.contains("for the bytes of"));
                assertThat(maps.contains(used) || isWaitedFor).as(used).isTrue();
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> traffic_is_weighted_as_it_is_shared_among_releases_that_have_the_graph() {
    return Cases.here()
        .below("kubernetes")
        .each(
            folder -> {
              Order order = order(folder, "");
              for (JsonNode route : of(Manifests.of(order).objects(), "HTTPRoute")) {
                Address graph = Address.of(Kind.SERVING_GRAPH, name(route));
                assertThat(weights(route)).isEqualTo(shares(order, graph));
              }
            });
  }

  private static SortedMap<String, Integer> shares(Order order, Address graph) {
    SortedMap<String, Integer> shares = new TreeMap<>();
    order.shares().stream()
        .filter(share -> share.percent() > 0)
        .filter(share -> share.release().components().containsKey(graph))
        .forEach(share -> shares.put(share.release().id().hex(), share.percent()));
    return shares;
  }

  /// The weight of each release, by the header that requests are given.
  private static SortedMap<String, Integer> weights(JsonNode route) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    for (JsonNode rule : route.at("/spec/rules")) {
      for (JsonNode backend : rule.path("backendRefs")) {
        if (backend.has("weight")) {
          String release = backend.at("/filters/0/requestHeaderModifier/set/0/value").asString();
          weights.put(release, backend.path("weight").asInt());
        }
      }
    }
    return weights;
  }

  @TestFactory
  Stream<DynamicTest> the_same_order_gives_the_same_bytes() {
    return Cases.here()
        .below("kubernetes")
        .each(
            folder ->
                assertThat(Manifests.of(order(folder, "")).yaml())
                    .isEqualTo(Manifests.of(order(folder, "")).yaml()));
  }

  private static void assertChooses(JsonNode selector, JsonNode labels) {
    assertThat(selector.isEmpty()).isFalse();
    selector
        .properties()
        .forEach(
            it -> assertThat(labels.path(it.getKey())).as(it.getKey()).isEqualTo(it.getValue()));
  }
}
