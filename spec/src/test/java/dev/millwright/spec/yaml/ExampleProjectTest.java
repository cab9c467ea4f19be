package dev.millwright.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Resource;
import dev.millwright.testkit.Cases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The example project is the definitive sample of the language: all of it is read.
final class ExampleProjectTest {
  private final Reading reading = ResourceReader.read(Cases.filesOf(Path.of("..", "example-repo")));

  @Test
  void all_of_it_is_read_without_a_finding() {
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.broken().isEmpty()).isTrue();
    assertThat(reading.resources()).hasSizeGreaterThanOrEqualTo(14);
  }

  @Test
  void a_resource_survives_json() {
    for (LocatedResource located : reading.resources()) {
      String json = Json.write(located.resource());
      assertThat(Json.read(json, Resource.class)).isEqualTo(located.resource());
    }
  }
}
