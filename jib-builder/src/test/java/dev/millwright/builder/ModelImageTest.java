package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images of models.
final class ModelImageTest {
  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
  }

  @Test
  void the_model_is_the_last_layer_on_serving_and_the_process_is_told_where() throws IOException {
    Digest built = built(workshop, "weights");

    assertThat(LayerListing.of(workshop.folders().images(), built))
        .anyMatch(line -> line.startsWith("0 app/lib/serving-1.jar"))
        .anyMatch(line -> line.startsWith("1 app/models/" + Digest.of("weights").hex()));
    JsonNode config = json(json("sha256:" + built).at("/config/digest").asString()).path("config");
    assertThat(config.path("Env").toString()).contains("MILLWRIGHT_MODELS=/app/models");
    assertThat(config.path("Entrypoint").toString()).contains("GraphMain");
  }

  @Test
  void the_same_bytes_are_the_same_image_elsewhere() throws IOException {
    assertThat(built(Workshop.in(temporary.resolve("elsewhere")), "weights"))
        .isEqualTo(built(workshop, "weights"));
  }

  @Test
  void another_model_ships_the_model_alone() throws IOException {
    try (var registry = new FakeRegistry()) {
      var shipyard = new Shipyard(registry, temporary.resolve("docker"));
      PublishedImage first =
          shipyard.publish(workshop, spec("first"), Map.of(name("first"), "first"));
      Set<String> before = Set.copyOf(registry.sent());

      PublishedImage second =
          shipyard.publish(workshop, spec("second"), Map.of(name("second"), "second"));

      assertThat(first.name().repository()).isEqualTo("model");
      List<String> own = layers(second.manifest());
      assertThat(layers(first.manifest()).getFirst()).isEqualTo(own.getFirst());
      Set<String> sent = new TreeSet<>(registry.sent());
      sent.removeAll(before);
      assertThat(before).contains(own.getFirst()).doesNotContain(own.getLast());
      assertThat(sent).contains(own.getLast());
      assertThat(registry.everything().stream().map(String::new))
          .anyMatch(it -> it.contains("slsa.dev") && it.contains(name("second")));
    }
  }

  @Test
  void bytes_that_are_not_the_models_are_refused() {
    assertThatThrownBy(
            () ->
                workshop.builder().build(spec("weights"), files(Map.of(name("weights"), "other"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("as sha256:" + name("weights"));
    assertThat(workshop.folders().images().resolve("keys"))
        .satisfiesAnyOf(
            it -> assertThat(it).doesNotExist(), it -> assertThat(it).isEmptyDirectory());
  }

  private static String name(String content) {
    return Digest.of(content).hex();
  }

  private static ImageSpec spec(String... contents) {
    return ModelImage.of(
        Workshop.SERVING, new TreeSet<>(Arrays.stream(contents).map(Digest::of).toList()));
  }

  private static Sources files(Map<String, String> texts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(UTF_8)));
    return () -> new Checked.Ok<>(files, List.of());
  }

  private static Digest built(Workshop workshop, String content) throws IOException {
    var built = workshop.builder().build(spec(content), files(Map.of(name(content), content)));
    return ((Checked.Ok<BuiltImage>) built).value().manifest();
  }

  private List<String> layers(Digest manifest) throws IOException {
    return json("sha256:" + manifest)
        .path("layers")
        .valueStream()
        .map(it -> it.path("digest").asString())
        .toList();
  }

  private JsonNode json(String digest) throws IOException {
    Path blob = workshop.folders().images().resolve("blobs").resolve(digest.replace(':', '/'));
    return Json.mapper().readTree(Files.readString(blob));
  }
}
