package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images that stand on others.
final class BasesTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private FakeBase bases;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    bases = new FakeBase(registry, "library/java");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void the_layers_of_the_base_stand_in_front_and_its_environment_is_kept() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);

    Digest built = workshop.build(on(manifest), SOURCE).manifest();

    JsonNode image = json("sha256:" + built);
    JsonNode first = image.at("/layers/0");
    assertThat(first.path("digest").asString()).isEqualTo(ManifestReading.blobs(manifest).get(1));
    assertThat(first.path("mediaType").asString())
        .isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
    JsonNode config = json(image.at("/config/digest").asString());
    assertThat(config.at("/rootfs/diff_ids")).hasSameSizeAs(image.path("layers"));
    assertThat(config.path("history")).hasSameSizeAs(image.path("layers"));
    assertThat(config.at("/config/Env").toString())
        .contains("PATH=/opt/java/bin", "JAVA_HOME=/opt/java");
    assertThat(config.at("/config/User").asString()).isEqualTo("65532:65532");
    assertThat(config.at("/config/Entrypoint/0").asString()).isEqualTo("java");
    assertThat(config.at("/config/Labels").has("of")).isFalse();
    assertThat(LayerListing.of(workshop.folders().images(), built))
        .anyMatch(line -> line.startsWith("0 opt/java/bin/java"))
        .anyMatch(line -> line.startsWith("2 app/function/classes/A.class"));
  }

  @Test
  void the_same_base_and_source_are_the_same_image_elsewhere() throws IOException {
    ImageSpec spec = on(bases.put("amd64", FakeBase.JAVA));
    Workshop elsewhere = Workshop.in(temporary.resolve("elsewhere"));

    assertThat(elsewhere.build(spec, SOURCE).manifest())
        .isEqualTo(workshop.build(spec, SOURCE).manifest());
  }

  @Test
  void a_base_that_was_fetched_is_not_asked_for_again() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);
    workshop.build(on(manifest), SOURCE);
    registry.forget();

    workshop.build(
        Workshop.job("another", Optional.of(bases.name(manifest))),
        Map.of("A.java", "class A { int other; }"));

    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void a_layer_that_is_gone_is_fetched_again() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);
    Digest built = workshop.build(on(manifest), SOURCE).manifest();
    Files.delete(blob(ManifestReading.blobs(manifest).get(1)));

    assertThat(workshop.build(on(manifest), SOURCE).manifest()).isEqualTo(built);
    assertThat(blob(ManifestReading.blobs(manifest).get(1))).exists();
  }

  @Test
  void on_a_list_for_two_platforms_the_image_is_one_with_the_same_layers_of_its_own()
      throws IOException {
    String index =
        bases.index(
            Map.of(
                "amd64", bases.put("amd64", FakeBase.JAVA),
                "arm64", bases.put("arm64", FakeBase.with("of", "arm")),
                "s390x", "not in the registry"));

    JsonNode image = json("sha256:" + workshop.build(on(index), SOURCE).manifest());

    assertThat(image.path("mediaType").asString())
        .isEqualTo("application/vnd.oci.image.index.v1+json");
    List<List<String>> own = new ArrayList<>();
    List<String> architectures = new ArrayList<>();
    for (JsonNode listed : image.path("manifests")) {
      String text = Files.readString(blob(listed.path("digest").asString()));
      List<String> blobs = ManifestReading.blobs(text);
      own.add(blobs.subList(2, blobs.size()));
      architectures.add(json(blobs.getFirst()).path("architecture").asString());
      assertThat(listed.at("/platform/architecture").asString()).isEqualTo(architectures.getLast());
    }
    assertThat(architectures).containsExactly("amd64", "arm64");
    assertThat(own.getFirst()).isEqualTo(own.getLast()).hasSize(2);
  }

  @Test
  void a_list_is_sent_whole_and_is_there_for_a_folder_and_a_file_too() throws IOException {
    String index =
        bases.index(
            Map.of(
                "amd64", bases.put("amd64", FakeBase.JAVA),
                "arm64", bases.put("arm64", FakeBase.with("of", "arm"))));
    Path folder = temporary.resolve("layout");

    PublishedImage sent = ship(on(index));
    PublishedImage put = put(new LayoutDestination(folder), on(index));
    PublishedImage again = put(new LayoutDestination(folder), on(index));
    put(new TarDestination(temporary.resolve("images.tar")), on(index));

    String tag = "team/flights/job/" + sent.name().tag();
    assertThat(Digest.of(registry.manifest(tag).orElseThrow())).isEqualTo(sent.manifest());
    for (JsonNode listed : json("sha256:" + sent.manifest()).path("manifests")) {
      String digest = listed.path("digest").asString();
      String text = registry.manifest("team/flights/job/" + digest).orElseThrow();
      assertThat(ManifestReading.blobs(text))
          .allMatch(blob -> registry.has("team/flights/job", blob))
          .allMatch(blob -> Files.exists(folder.resolve("blobs/" + blob.replace(':', '/'))));
    }
    assertThat(put.manifest()).isEqualTo(sent.manifest());
    assertThat(again.state()).isEqualTo(State.REUSED);
    assertThat(temporary.resolve("images.tar")).isNotEmptyFile();
  }

  @Test
  void layers_of_a_base_in_the_same_registry_are_taken_from_its_repository() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);
    String layer = ManifestReading.blobs(manifest).get(1);

    ship(on(manifest));

    assertThat(registry.has("team/flights/job", layer)).isTrue();
    assertThat(registry.sent()).doesNotContain(layer).isNotEmpty();
  }

  @Test
  void layers_of_a_base_elsewhere_are_sent() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);
    try (var other = new FakeRegistry()) {
      new Shipyard(other, temporary.resolve("docker")).publish(workshop, on(manifest), SOURCE);

      assertThat(other.sent()).contains(ManifestReading.blobs(manifest).get(1));
    }
  }

  @Test
  void what_an_image_stands_on_is_said_of_it() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);

    ship(on(manifest));

    assertThat(registry.everything().stream().map(String::new))
        .anyMatch(it -> it.contains("bomFormat") && it.contains(bases.name(manifest)))
        .anyMatch(it -> it.contains("slsa.dev") && it.contains(bases.name(manifest)));
  }

  private ImageSpec on(String manifest) {
    return Workshop.job("key", Optional.of(bases.name(manifest)));
  }

  private PublishedImage ship(ImageSpec spec) throws IOException {
    return new Shipyard(registry, temporary.resolve("docker")).publish(workshop, spec, SOURCE);
  }

  private PublishedImage put(Destination to, ImageSpec spec) throws IOException {
    try (to) {
      var published =
          new Publisher(workshop.builder(), to, Workshop.ORIGIN)
              .publish(spec, Workshop.sources(SOURCE));
      to.complete();
      return ((Checked.Ok<PublishedImage>) published).value();
    }
  }

  private JsonNode json(String digest) throws IOException {
    return Json.mapper().readTree(Files.readString(blob(digest)));
  }

  private Path blob(String digest) {
    return workshop.folders().images().resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
