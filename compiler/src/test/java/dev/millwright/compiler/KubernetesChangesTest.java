package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a change of the project does to objects.
final class KubernetesChangesTest {
  private static final Path CASE = Path.of("src/test/cases/kubernetes/all-known-behind-a-gateway");
  private static final Path UNTRAINED = Path.of("src/test/cases/kubernetes/trained-not-yet");
  private static final String MORE_REPLICAS =
      "@ environments/production.yaml\n- replicas: 3\n+ replicas: 5\n";
  private static final String MORE_MEMORY =
      "@ graphs/predict-delay.yaml\n- memory: 512Mi\n+ memory: 768Mi\n";
  private static final String OTHER_STEPS =
      "@ graphs/predict-delay.yaml\n- steps: [10, 50]\n+ steps: [5, 25, 50]\n";
  private static final String LONGER_TIMEOUT =
      "@ functions/train-delay.yaml\n- timeout: 10m\n+ timeout: 20m\n";
  private static final String MORE_MEMORY_TO_TRAIN =
      "@ functions/train-delay.yaml\n- memory: 1Gi\n+ memory: 3Gi\n";
  private static final String RETRAINED_ANEW =
      "@ models/delay.yaml\n- format: onnx\n+ format: onnx\n+   retrain: {onChangeOf: [flight-features]}\n";
  private static final String READ_EVERY_HOUR =
      "@ features/origin-delays.yaml\n- connection: flights\n+ schedule: {cron: \"0 3 * * *\"}\n+     connection: flights\n";
  private static final String OTHER_WORDS =
      "@ features/origin-delays.yaml\n- Delays by airport\n+ How late flights are\n";

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        MORE_REPLICAS,
        MORE_MEMORY,
        OTHER_STEPS,
        LONGER_TIMEOUT,
        MORE_MEMORY_TO_TRAIN,
        RETRAINED_ANEW,
        READ_EVERY_HOUR,
        OTHER_WORDS
      })
  void where_and_how_much_renames_nothing(String edit) throws Exception {
    assertThat(objects(CASE, edit).keySet()).isEqualTo(objects(CASE, "").keySet());
    assertThat(objects(UNTRAINED, edit).keySet()).isEqualTo(objects(UNTRAINED, "").keySet());
  }

  @Test
  void words_change_nothing_at_all() throws Exception {
    assertThat(yaml(CASE, OTHER_WORDS)).isEqualTo(yaml(CASE, ""));
  }

  @Test
  void replicas_and_the_rollout_leave_pods_alone() throws Exception {
    JsonNode before = pods("");
    assertThat(pods(MORE_REPLICAS)).isEqualTo(before);
    assertThat(pods(OTHER_STEPS)).isEqualTo(before);
    assertThat(pods(MORE_MEMORY)).isNotEqualTo(before);
  }

  @Test
  void replicas_and_memory_are_applied_in_place() throws Exception {
    assertThat(deployment(MORE_REPLICAS).at("/spec/replicas").asInt()).isEqualTo(5);
    JsonNode container = deployment(MORE_MEMORY).at("/spec/template/spec/containers/0");
    assertThat(container.at("/args/0").asString()).isEqualTo("-Xmx768m");
    assertThat(container.at("/resources/limits/memory").asString()).isEqualTo("1024Mi");
  }

  @Test
  void a_new_model_version_stands_beside_the_old_one() throws Exception {
    String edit = "@ models/delay.yaml\n- 2001-04-01\n+ 2001-05-01\n";
    assertThat(deployment(edit).at("/metadata/name"))
        .isNotEqualTo(deployment("").at("/metadata/name"));
    assertThat(deployment(edit).at("/spec/selector"))
        .isNotEqualTo(deployment("").at("/spec/selector"));
  }

  @Test
  void new_data_is_a_new_ingest_and_restarts_nothing() throws Exception {
    String edit = "@ data/airports.csv\n+ QQQ,50.0\n";
    assertThat(pods(edit)).isEqualTo(pods(""));
    assertThat(count(edit, "Job/ingest-airports-")).isEqualTo(1);
    assertThat(only(objects(CASE, edit), "Job/ingest-airports-"))
        .isNotEqualTo(only(objects(CASE, ""), "Job/ingest-airports-"));
  }

  private long count(String edit, String start) throws Exception {
    return objects(CASE, edit).keySet().stream().filter(it -> it.startsWith(start)).count();
  }

  private static Optional<String> only(SortedMap<String, ObjectNode> objects, String start) {
    return objects.keySet().stream().filter(it -> it.startsWith(start)).findFirst();
  }

  private JsonNode pods(String edit) throws Exception {
    return deployment(edit).at("/spec/template");
  }

  private JsonNode deployment(String edit) throws Exception {
    SortedMap<String, ObjectNode> objects = objects(CASE, edit);
    return objects.get(only(objects, "Deployment/").orElseThrow());
  }

  private SortedMap<String, ObjectNode> objects(Path folder, String edit) throws Exception {
    SortedMap<String, ObjectNode> objects = new TreeMap<>();
    for (ObjectNode object : manifests(folder, edit).objects()) {
      String name = object.at("/metadata/name").asString();
      objects.put(object.path("kind").asString() + "/" + name, object);
    }
    return objects;
  }

  private String yaml(Path folder, String edit) throws Exception {
    return manifests(folder, edit).yaml();
  }

  private Manifests manifests(Path folder, String edit) throws Exception {
    Path work = Files.createTempDirectory(temporary, "case");
    return Manifests.of(KubernetesCase.of(folder).order(work, edit));
  }
}
