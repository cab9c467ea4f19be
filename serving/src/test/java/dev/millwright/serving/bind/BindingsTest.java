package dev.millwright.serving.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BindingsTest {
  @TempDir Path root;

  private GraphFolder folder;

  @BeforeEach
  void one() throws IOException {
    folder = GraphFolder.in(root, Declared.standard());
    folder.release("one", 0, Declared.baseline(7.5, 42));
  }

  @Test
  void the_only_release_need_not_be_named() throws IOException {
    try (Bindings bindings = Bindings.open(root)) {
      assertThat(bindings.find(Optional.empty()).map(BoundGraph::release))
          .contains(GraphFolder.id("one"));
      folder.release("two", 1, Declared.baseline(7.5, 42));
      bindings.reload();
      assertThat(bindings.find(Optional.empty())).as("which of two?").isEmpty();
      assertThat(bindings.find(Optional.of(GraphFolder.id("gone")))).isEmpty();
    }
  }

  @Test
  void a_release_that_stays_keeps_its_graph_and_one_that_goes_is_gone() throws IOException {
    try (Bindings bindings = Bindings.open(root)) {
      BoundGraph before = graph(bindings, "one");
      folder.release("two", 1, Declared.baseline(7.5, 42));
      bindings.reload();
      assertThat(graph(bindings, "one")).isSameAs(before);
      folder.without("one");
      bindings.reload();
      assertThat(bindings.releases()).containsExactly(GraphFolder.id("two"));
    }
  }

  @Test
  void a_release_that_is_bound_anew_is_bound_anew_even_after_a_failure() throws IOException {
    try (Bindings bindings = Bindings.open(root)) {
      BoundGraph before = graph(bindings, "one");
      folder.release("two", 1, Declared.baseline(7.5, 42)).bind("one", "two");
      Path model = root.resolve("two.onnx");
      Path aside = Files.move(model, root.resolve("aside"));
      assertThatThrownBy(bindings::reload).hasMessageContaining("does not load");
      assertThat(graph(bindings, "one")).isSameAs(before);
      Files.move(aside, model);
      bindings.reload();
      assertThat(graph(bindings, "one").versions())
          .isEqualTo(graph(bindings, "two").versions())
          .isNotEqualTo(before.versions());
    }
  }

  private static BoundGraph graph(Bindings bindings, String release) {
    return bindings.find(Optional.of(GraphFolder.id(release))).orElseThrow();
  }
}
