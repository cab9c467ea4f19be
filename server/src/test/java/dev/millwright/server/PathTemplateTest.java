package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PathTemplateTest {
  @Test
  void what_stands_for_a_variable_part_is_its_value() {
    assertThat(PathTemplate.of("/runs/{id}/log").match("/runs/one/log"))
        .contains(Map.of("id", "one"));
    assertThat(PathTemplate.of("/status").match("/status")).contains(Map.of());
  }

  @Test
  void another_path_does_not_match() {
    PathTemplate template = PathTemplate.of("/runs/{id}");
    assertThat(template.match("/runs/one/log")).isEmpty();
    assertThat(template.match("/runs/")).isEmpty();
    assertThat(template.match("/other/one")).isEmpty();
  }
}
