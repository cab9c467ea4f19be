package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ServingGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a value that is filled in means to a release.
final class ParametersTest {
  private static final Address GRAPH = Address.of(Kind.SERVING_GRAPH, "predict-delay");
  private static final Address MODEL = Address.of(Kind.MODEL, "delay");

  private static final String PARAMETERS =
      """
      @ project.yaml
      -   owners: [operations]
      +   parameters:
      +     replicas: {type: int32, default: 1}
      +     epochs: {type: int32, default: 5}
      +     unit: {type: string, default: Mi}
      @ graphs/predict-delay.yaml
      - {replicas: 1}
      + {replicas: "${params.replicas}"}
      - memory: 512Mi
      + memory: "512${params.unit}"
      """;
  private static final String MORE_HERE =
      """
      @ environments/local.yaml
      -   follows:
      +   parameters: {replicas: 3}
      +   follows:
      """;

  @TempDir private Path temporary;

  @Test
  void a_default_is_what_would_stand_there() throws Exception {
    assertThat(release(PARAMETERS, "local").id()).isEqualTo(release("", "local").id());
  }

  @Test
  void an_environment_has_its_own_value_and_others_keep_the_default() throws Exception {
    assertThat(replicas(release(PARAMETERS + MORE_HERE, "local"))).isEqualTo(3);
    assertThat(release(PARAMETERS + MORE_HERE, "production").id())
        .isEqualTo(release("", "production").id());
  }

  @Test
  void a_value_that_decides_behaviour_makes_the_version_that_it_would_make_by_itself()
      throws Exception {
    String used = model("5", "\"${params.epochs}\"");
    Component before = release(PARAMETERS + used, "local").at(MODEL);
    String another = PARAMETERS.replace("default: 5", "default: 6");
    Component after = release(another + used, "local").at(MODEL);
    assertThat(before.version()).isEqualTo(release("", "local").at(MODEL).version());
    assertThat(after.version())
        .isNotEqualTo(before.version())
        .isEqualTo(release(model("5", "6"), "local").at(MODEL).version());
  }

  @Test
  void a_patch_is_applied_to_what_was_filled_in() throws Exception {
    String patched =
        """
        @ environments/local.yaml
        -   follows:
        +   parameters: {replicas: 3}
        +   patches: [{target: ServingGraph/predict-delay, patch: {spec: {timeout: 1s}}}]
        +   follows:
        """;
    assertThat(replicas(release(PARAMETERS + patched, "local"))).isEqualTo(3);
  }

  private static String model(String before, String after) {
    return """
        @ models/delay.yaml
        - epochs: %s
        + epochs: %s
        """
        .formatted(before, after);
  }

  private static int replicas(Release release) {
    return ((ServingGraph) release.at(GRAPH).definition()).replicas();
  }

  private Release release(String edits, String environment) throws Exception {
    Path work = Files.createTempDirectory(temporary, "project");
    return Projects.release(EditedProject.tree(EditedProject.edited(edits), work), environment);
  }
}
