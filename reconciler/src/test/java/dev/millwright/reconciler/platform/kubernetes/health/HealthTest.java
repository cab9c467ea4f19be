package dev.millwright.reconciler.platform.kubernetes.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.platform.kubernetes.health.Health.Failed;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Gone;
import dev.millwright.reconciler.platform.kubernetes.health.Health.InProgress;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Ready;
import dev.millwright.reconciler.platform.kubernetes.health.Health.Terminating;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Objects as a cluster gave them.
final class HealthTest {
  private static final Cases CASES = Cases.here().below("health");

  @TestFactory
  Stream<DynamicTest> objects_are_judged() {
    return CASES.each(
        folder -> Golden.of(folder.resolve("expected.txt")).check(text(Health.of(object(folder)))));
  }

  @Test
  void silence_of_a_controller_that_reports_is_not_health() throws IOException {
    JsonNode silent = object(CASES.root().resolve("custom-silent"));
    assertThat(Health.of(silent)).isEqualTo(new Ready());
    assertThat(Health.ofReporting(silent))
        .isEqualTo(new InProgress("its controller has said nothing of it"));
  }

  @Test
  void a_controller_that_reports_readiness_is_believed() throws IOException {
    assertThat(Health.ofReporting(object(CASES.root().resolve("custom-ready"))))
        .isEqualTo(new Ready());
  }

  private static JsonNode object(Path folder) throws IOException {
    return Json.mapper().readTree(Files.readString(folder.resolve("object.json")));
  }

  private static String text(Health health) {
    return switch (health) {
      case Ready() -> "ready\n";
      case InProgress(String why) -> "in progress: " + why + "\n";
      case Failed(String why) -> "failed: " + why + "\n";
      case Terminating(String why) -> "terminating: " + why + "\n";
      case Gone() -> "gone\n";
    };
  }
}
