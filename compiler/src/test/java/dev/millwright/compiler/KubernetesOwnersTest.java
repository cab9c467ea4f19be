package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two projects with components of the same names, rendered into one namespace: whoever applies
/// them can tell whose an object is, and no project's pods answer for the other.
final class KubernetesOwnersTest {
  private static final String OWNER = "millwright.dev/project";
  private static final Path CASE = Path.of("src/test/cases/kubernetes");

  @TempDir private Path temporary;

  private List<JsonNode> rendered(String project) throws Exception {
    Path folder;
    try (var cases = Files.list(CASE)) {
      folder = cases.filter(it -> isPlain(it)).sorted().findFirst().orElseThrow();
    }
    String edit = "@ project.yaml\n- name: flights\n+ name: " + project + "\n";
    Path work = Files.createDirectory(temporary.resolve(project));
    return new ArrayList<>(
        Manifests.of(KubernetesCase.of(folder).order(work, "\n" + edit)).objects());
  }

  private static boolean isPlain(Path folder) {
    try {
      String order = Files.readString(folder.resolve("order.json"));
      return order.contains("\"example\": false")
          && order.contains("\"images\"")
          && !Files.exists(folder.resolve("live.txt"));
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void every_object_says_whose_it_is() throws Exception {
    for (String project : List.of("good", "evil")) {
      assertThat(rendered(project))
          .isNotEmpty()
          .allSatisfy(
              it ->
                  assertThat(it.at("/metadata/labels").path(OWNER).asString()).isEqualTo(project));
    }
  }

  @Test
  void what_two_owners_would_write_under_one_name_differs_in_its_owner() throws Exception {
    Map<String, JsonNode> good = new HashMap<>();
    rendered("good").forEach(it -> good.put(key(it), it));
    List<JsonNode> same =
        rendered("evil").stream().filter(it -> good.containsKey(key(it))).toList();
    assertThat(same).isNotEmpty();
    assertThat(same)
        .allSatisfy(
            it ->
                assertThat(it.at("/metadata/labels").path(OWNER))
                    .isNotEqualTo(good.get(key(it)).at("/metadata/labels").path(OWNER)));
  }

  @Test
  void nothing_of_a_project_selects_pods_of_another() throws Exception {
    List<JsonNode> pods = RenderedObjects.pods(rendered("evil"));
    assertThat(pods).isNotEmpty();
    for (JsonNode object : rendered("good")) {
      for (JsonNode selector : selectors(object)) {
        assertThat(pods).noneMatch(pod -> selects(selector, pod.at("/metadata/labels")));
      }
    }
  }

  private static String key(JsonNode object) {
    return object.path("kind").asString() + " " + RenderedObjects.name(object);
  }

  private static List<JsonNode> selectors(JsonNode object) {
    List<JsonNode> selectors = new ArrayList<>();
    for (String pointer : List.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels")) {
      if (object.at(pointer).isObject()) {
        selectors.add(object.at(pointer));
      }
    }
    if (object.path("kind").asString().equals("Service")) {
      selectors.add(object.at("/spec/selector"));
    }
    return selectors;
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    return selector.properties().stream()
        .allMatch(it -> it.getValue().equals(labels.path(it.getKey())));
  }
}
