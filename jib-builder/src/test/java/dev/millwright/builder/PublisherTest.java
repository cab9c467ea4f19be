package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images on their way to a registry.
final class PublisherTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private Shipyard shipyard;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    shipyard = new Shipyard(registry, temporary.resolve("docker"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void an_image_is_sent_whole_and_its_tag_is_its_key() throws IOException {
    ImageSpec spec = Workshop.job("key");

    PublishedImage image = publish(spec);

    assertThat(image.state()).isEqualTo(State.BUILT);
    assertThat(image.name()).hasToString("job:" + spec.key());
    String manifest = registry.manifest("team/flights/job/" + spec.key()).orElseThrow();
    assertThat(Digest.of(manifest)).isEqualTo(image.manifest());
    assertThat(registry.requests().getLast()).startsWith("HEAD").endsWith(spec.key().hex());
    for (String digest : ManifestReading.blobs(manifest)) {
      assertThat("sha256:" + Digest.of(registry.blob(digest))).isEqualTo(digest);
    }
  }

  @Test
  void an_image_that_is_there_costs_one_request() throws IOException {
    PublishedImage first = publish(Workshop.job("key"));
    registry.forget();
    Workshop elsewhere = Workshop.in(temporary.resolve("elsewhere"));

    PublishedImage second = shipyard.publish(elsewhere, Workshop.job("key"), SOURCE);

    assertThat(second.state()).isEqualTo(State.REUSED);
    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.why()).contains("is in " + registry.host());
    assertThat(registry.requests())
        .containsExactly("HEAD /v2/team/flights/job/manifests/" + Digest.of("key"));
    assertThat(elsewhere.folders().images()).doesNotExist();
  }

  @Test
  void an_image_that_was_built_here_is_sent_without_building() throws IOException {
    workshop.build(Workshop.job("key"), SOURCE);

    PublishedImage image =
        shipyard.publish(workshop, Workshop.job("key"), Map.of("A.java", "nonsense"));

    assertThat(image.state()).isEqualTo(State.SENT);
  }

  @Test
  void a_changed_class_sends_its_layer_its_configuration_and_what_is_said_of_both()
      throws IOException {
    publish(Workshop.job("1"));
    registry.forget();

    shipyard.publish(workshop, Workshop.job("2"), Map.of("A.java", "class A { int changed; }"));

    assertThat(registry.count(request -> request.startsWith("PATCH"))).isEqualTo(4);
  }

  @Test
  void what_is_in_an_image_and_how_it_came_to_be_is_attached_to_it() throws IOException {
    workshop.publish("near", Map.of("near.txt", ""));
    workshop.jar(
        workshop.folders().distribution().resolve("lib/offline-1.jar"),
        "sdk-1.jar runtime-1.jar",
        Map.of(
            "META-INF/maven/millwright/offline/pom.properties",
            "groupId=millwright\nartifactId=offline\nversion=1\n"));
    ImageSpec spec = Workshop.job("key", "group:near:1");
    PublishedImage image = publish(spec);

    JsonNode bom = attached(image, "application/vnd.cyclonedx+json");
    assertThat(bom.path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bom.findValuesAsString("purl"))
        .containsExactly(
            "pkg:maven/millwright/offline@1?type=jar", "pkg:maven/group/near@1?type=jar");
    assertThat(bom.findValuesAsString("name")).contains("offline", "runtime-1.jar", "near");
    assertThat(bom.findValuesAsString("content"))
        .contains(
            Digest.of(Files.readAllBytes(workshop.root().resolve("remote/group/near/1/near-1.jar")))
                .hex());
    JsonNode statement = attached(image, "application/vnd.in-toto+json");
    assertThat(statement.at("/subject/0/digest/sha256").asString())
        .isEqualTo(image.manifest().hex());
    assertThat(statement.at("/predicate/buildDefinition/externalParameters/revision").asString())
        .isEqualTo(Workshop.ORIGIN.revision());
    assertThat(statement.toString())
        .contains("git+https://git.example.com/team/flights@0123")
        .doesNotContain("canary");
  }

  @Test
  void what_others_attached_stays_attached() throws IOException {
    PublishedImage image = publish(Workshop.job("key"));
    String tag = "team/flights/job/sha256-" + image.manifest();
    registry.put(tag, "{\"manifests\":[{\"digest\":\"sha256:of-another\"}]}");
    registry.lose("team/flights/job/" + image.name().tag());

    publish(Workshop.job("key"));

    assertThat(registry.manifest(tag).orElseThrow()).contains("sha256:of-another");
    assertThat(Json.mapper().readTree(registry.manifest(tag).orElseThrow()).path("manifests"))
        .hasSize(3);
  }

  /// By the list of what is attached, as one reads it from a registry without an interface for it.
  private JsonNode attached(PublishedImage image, String type) {
    String repository = "team/flights/job/";
    JsonNode index =
        Json.mapper()
            .readTree(registry.manifest(repository + "sha256-" + image.manifest()).orElseThrow());
    for (JsonNode listed : index.path("manifests")) {
      if (listed.path("artifactType").asString().equals(type)) {
        JsonNode manifest =
            Json.mapper()
                .readTree(
                    registry.manifest(repository + listed.path("digest").asString()).orElseThrow());
        assertThat(manifest.at("/subject/digest").asString())
            .isEqualTo("sha256:" + image.manifest());
        return Json.mapper().readTree(registry.blob(manifest.at("/layers/0/digest").asString()));
      }
    }
    throw new AssertionError("nothing of type " + type + " in " + index);
  }

  private PublishedImage publish(ImageSpec spec) throws IOException {
    return shipyard.publish(workshop, spec, SOURCE);
  }
}
