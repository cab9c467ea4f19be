package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DependencyResolverTest {
  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary);
  }

  @Test
  void the_mirror_of_the_settings_is_asked_and_what_it_gave_is_kept() throws IOException {
    workshop.publish("near", Map.of(), "far");
    workshop.publish("far", Map.of());
    assertThat(names("group:near:1")).containsExactly("group.near-1.jar", "group.far-1.jar");

    Files.move(temporary.resolve("remote"), temporary.resolve("gone"));

    assertThat(names("group:near:1")).containsExactly("group.near-1.jar", "group.far-1.jar");
    assertThat(temporary.resolve("maven/repository/group/far/1/far-1.jar")).exists();
  }

  @Test
  void two_libraries_share_what_both_need() throws IOException {
    workshop.publish("a", Map.of(), "shared");
    workshop.publish("b", Map.of(), "shared");
    workshop.publish("shared", Map.of());

    assertThat(names("group:b:1", "group:a:1"))
        .containsExactly("group.b-1.jar", "group.a-1.jar", "group.shared-1.jar");
  }

  @Test
  void a_library_that_is_nowhere_is_named() throws IOException {
    workshop.publish("near", Map.of());

    assertThatThrownBy(() -> names("group:near:1", "group:absent:1"))
        .isInstanceOfSatisfying(
            DependencyFailure.class,
            failure -> {
              assertThat(failure.coordinate()).isEqualTo("group:absent:1");
              assertThat(failure.isRetryable()).isFalse();
              assertThat(failure).hasMessageContaining("`group:absent:1` cannot be resolved");
            });
  }

  @Test
  void a_library_of_a_library_that_is_nowhere_is_named_with_its_coordinate() throws IOException {
    workshop.publish("near", Map.of(), "absent");

    assertThatThrownBy(() -> names("group:near:1"))
        .isInstanceOfSatisfying(
            DependencyFailure.class,
            failure -> {
              assertThat(failure.coordinate()).isEqualTo("group:near:1");
              assertThat(failure).hasMessageContaining("group:absent:jar:1");
            });
  }

  @Test
  void a_version_that_may_move_is_refused() {
    for (String coordinate : List.of("group:near", "group:near:[1,2)", "group:near:1-SNAPSHOT")) {
      assertThatThrownBy(() -> names(coordinate))
          .isInstanceOf(DependencyFailure.class)
          .hasMessageContaining("one exact version");
    }
  }

  private List<String> names(String... coordinates) {
    return new DependencyResolver(temporary.resolve("maven"), MavenLibraries.Lookout.KNOWN)
        .resolve(List.of(coordinates)).stream().map(Library::name).toList();
  }
}
