package dev.millwright.serving.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import dev.millwright.serving.scene.OnnxFile;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  void a_model_that_is_not_where_it_is_bound_is_taken_from_the_image() throws IOException {
    Path image = Files.createDirectories(root.resolve("image"));
    Files.move(root.resolve("one.onnx"), image.resolve("one"));

    assertThatThrownBy(() -> Bindings.open(root)).isNotNull();
    try (Bindings bindings = Bindings.open(root, new ModelFiles(Optional.of(image)), List.of())) {
      assertThat(bindings.find(Optional.empty()).map(BoundGraph::release))
          .contains(GraphFolder.id("one"));
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

  @Test
  void an_artifact_answers_by_the_second_of_its_scores_and_needs_no_statistics()
      throws IOException {
    try (Bindings bindings = Bindings.of(given("distance", "hour"), given(2))) {
      BoundGraph bound = graph(bindings, "given");
      Object[] row = new Object[bound.width()];
      row[1] = Instant.parse("2001-03-30T18:20:00Z");
      row[2] = 954L;
      Map<String, Object> answer = new HashMap<>();
      bound.run(row, Instant.EPOCH, System.nanoTime()).outputs(answer::put);
      double logit = 0.5 + 0.001 * 954 - 0.1 * 18;
      assertThat((Double) answer.get("late_probability"))
          .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
    }
  }

  @Test
  void an_artifact_that_takes_another_number_of_columns_is_not_bound() throws IOException {
    ReleasesFile releases = given(3);
    assertThatThrownBy(() -> Bindings.of(given("distance", "hour"), releases).close())
        .hasMessageContaining("does not answer 2 columns");
  }

  /// The graph with a model that is a file and takes these.
  private static GraphFile given(String... fields) {
    List<NamedType> inputs =
        Stream.of(fields).map(it -> new NamedType(it, DataType.of(BaseType.INT64))).toList();
    NamedType output = new NamedType("late_probability", DataType.of(BaseType.FLOAT64));
    return Declared.standard().asking(new Model.Fields(inputs), output);
  }

  private ReleasesFile given(int columns) throws IOException {
    Path file = root.resolve("given.onnx");
    List<Float> weights = List.of(0.001f, -0.1f, 1f).subList(0, columns);
    Files.write(file, new OnnxFile(weights, 0.5f).fromElsewhere());
    ReleasesFile.ModelPaths paths = new ReleasesFile.ModelPaths(file.toString(), Optional.empty());
    SortedMap<Name, String> online =
        new TreeMap<>(Map.of(Declared.SET, root.resolve("one.db").toString()));
    return new ReleasesFile(
        new TreeMap<>(
            Map.of(
                GraphFolder.id("given"),
                new ReleasesFile.Bound(
                    new TreeMap<>(), online, new TreeMap<>(Map.of(Declared.GIVEN, paths))))));
  }

  private static BoundGraph graph(Bindings bindings, String release) {
    return bindings.find(Optional.of(GraphFolder.id(release))).orElseThrow();
  }
}
