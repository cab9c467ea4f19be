package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millwright.testkit.Cases;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Golden objects are of the types that Kubernetes describes: no field that it does not know and no
/// value of another type. Needs no cluster; `.ci/kubernetes` asks a real one.
final class KubernetesModelTest {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1/ServiceAccount", ServiceAccount.class,
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "apps/v1/Deployment", Deployment.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
          "batch/v1/Job", Job.class,
          "batch/v1/CronJob", CronJob.class);

  private final ObjectMapper strict =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new Closed())
          .build();

  /// The model keeps unknown fields; here they are refused.
  private static final class Closed extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  @TestFactory
  Stream<DynamicTest> objects_are_what_kubernetes_describes() {
    return Cases.here()
        .below("kubernetes")
        .each(
            folder -> {
              int objects = 0;
              for (Object document : documents(folder.resolve("expected.yaml"))) {
                assertIsOfItsType(document);
                objects++;
              }
              assertThat(objects).isPositive();
            });
  }

  @Test
  void every_kind_that_is_rendered_stands_in_some_case() throws Exception {
    StringBuilder all = new StringBuilder();
    for (Path folder : Cases.here().below("kubernetes").folders()) {
      all.append(Files.readString(folder.resolve("expected.yaml")));
    }
    for (String type : TYPES.keySet()) {
      assertThat(all).contains("\nkind: " + type.substring(type.lastIndexOf('/') + 1) + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{replica: 3}', replica",
    "'{template: {spec: {containers: [{name: main, lifecycle: {preStop: {sleep: {second: 1}}}}]}}}', second"
  })
  void a_field_that_kubernetes_does_not_know_is_refused(String spec, String field) {
    Object document = yaml().load("{apiVersion: apps/v1, kind: Deployment, spec: " + spec + "}");
    assertThatThrownBy(() -> assertIsOfItsType(document))
        .hasRootCauseInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining(field);
  }

  private void assertIsOfItsType(Object document) {
    Map<?, ?> fields = (Map<?, ?>) document;
    Class<? extends HasMetadata> type =
        TYPES.get(fields.get("apiVersion") + "/" + fields.get("kind"));
    assertThat(type).as("%s", fields.get("kind")).isNotNull();
    HasMetadata object = strict.convertValue(document, type);
    assertThat(object.getKind()).isEqualTo(fields.get("kind"));
  }

  private static Iterable<Object> documents(Path file) throws Exception {
    return yaml().loadAll(Files.readString(file));
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}
