package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ImageBuilderTest {
  private static final Map<String, String> SOURCE =
      Map.of("flights/Train.java", "package flights; class Train {}", "words/late.txt", "late");

  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
  }

  @Test
  void an_image_holds_runtime_libraries_and_classes() throws IOException {
    workshop.publish("near", Map.of("near.txt", ""), "far");
    workshop.publish("far", Map.of("far.txt", ""));

    BuiltImage image = workshop.build(Workshop.job("key", "group:near:1"), SOURCE);

    assertThat(image.reused()).isFalse();
    assertThat(image.runtimeLib()).isDirectoryContaining("glob:**/offline-1.jar");
    assertThat(image.runtimeLib()).isDirectoryContaining("glob:**/runtime-1.jar");
    assertThat(image.runtimeLib()).isDirectoryNotContaining("glob:**/serving-1.jar");
    assertThat(image.functionClasspath())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("classes", "classes", "group.near-1.jar", "group.far-1.jar");
    assertThat(image.functionClasspath()).allSatisfy(path -> assertThat(path).exists());
    assertThat(image.functionClasspath().getFirst())
        .isDirectoryRecursivelyContaining("glob:**/flights/Train.class");
    assertThat(image.functionClasspath().get(1))
        .isDirectoryRecursivelyContaining("glob:**/words/late.txt");
  }

  @Test
  void an_image_without_source_carries_the_runtime_alone() throws IOException {
    ImageSpec graph =
        new ImageSpec(
            Digest.of("g"),
            Role.GRAPH,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    BuiltImage image = workshop.build(graph, Map.of());

    assertThat(image.functionClasspath()).isEmpty();
    assertThat(image.runtimeLib()).isDirectoryContaining("glob:**/serving-1.jar");
    assertThat(image.runtimeLib()).isDirectoryNotContaining("glob:**/offline-1.jar");
  }

  @Test
  void the_digest_knows_neither_place_nor_time_nor_mode() throws IOException {
    Workshop other = Workshop.in(temporary.resolve("quite/another place"));
    for (String jar : List.of("offline-1.jar", "runtime-1.jar", "sdk-1.jar")) {
      Path file = other.folders().distribution().resolve("lib").resolve(jar);
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    Digest here = workshop.build(Workshop.job("key"), SOURCE).manifest();
    Digest there = other.build(Workshop.job("key"), SOURCE).manifest();

    assertThat(there).isEqualTo(here);
  }

  @Test
  void a_changed_class_changes_its_layer_only() throws IOException {
    workshop.publish("near", Map.of("near.txt", ""));
    BuiltImage before = workshop.build(Workshop.job("1", "group:near:1"), SOURCE);
    BuiltImage after =
        workshop.build(
            Workshop.job("2", "group:near:1"),
            Map.of("flights/Train.java", "package flights; class Train { int changed; }"));

    assertThat(after.manifest()).isNotEqualTo(before.manifest());
    assertThat(after.runtimeLib()).isEqualTo(before.runtimeLib());
    assertThat(after.functionClasspath().getLast()).isEqualTo(before.functionClasspath().getLast());
    assertThat(after.functionClasspath().getFirst())
        .isNotEqualTo(before.functionClasspath().getFirst());
  }

  @Test
  void a_jar_that_was_replaced_under_its_name_and_time_is_seen() throws IOException {
    Path jar = workshop.folders().distribution().resolve("lib/runtime-1.jar");
    FileTime time = Files.getLastModifiedTime(jar);
    BuiltImage before = workshop.build(Workshop.job("1"), SOURCE);
    workshop.jar(jar, "", Map.of("runtime.txt", "mended"));
    Files.setLastModifiedTime(jar, time);

    BuiltImage after = workshop.build(Workshop.job("2"), SOURCE);

    assertThat(after.runtimeLib()).isNotEqualTo(before.runtimeLib());
    assertThat(after.runtimeLib().resolve("runtime-1.jar")).hasSameBinaryContentAs(jar);
  }

  @Test
  void a_key_is_built_once() throws IOException {
    BuiltImage first = workshop.build(Workshop.job("key"), SOURCE);
    BuiltImage second = workshop.build(Workshop.job("key"), Map.of("Broken.java", "nonsense"));

    assertThat(second.reused()).isTrue();
    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.functionClasspath()).isEqualTo(first.functionClasspath());
  }

  @Test
  void a_key_whose_blob_is_gone_is_built_again() throws IOException {
    BuiltImage first = workshop.build(Workshop.job("key"), SOURCE);
    try (var blobs = Files.list(workshop.folders().images().resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        Files.delete(blob);
      }
    }

    BuiltImage second = workshop.build(Workshop.job("key"), SOURCE);

    assertThat(second.reused()).isFalse();
    assertThat(second.manifest()).isEqualTo(first.manifest());
  }

  @Test
  void what_a_killed_build_left_is_not_taken_for_whole() throws IOException {
    Path work = Files.createDirectories(workshop.folders().images().resolve("work"));
    Files.createDirectories(work.resolve("classes/old"));
    Files.writeString(work.resolve("classes/old/Gone.class"), "half");
    Files.writeString(work.resolve("image.tar"), "half");
    Files.createDirectories(workshop.folders().images().resolve("keys"));
    Files.writeString(
        workshop.folders().images().resolve("keys/" + Digest.of("key") + ".json"), "{\"mani");

    BuiltImage image = workshop.build(Workshop.job("key"), SOURCE);

    assertThat(image.functionClasspath().getFirst()).isDirectoryNotContaining("glob:**/old");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void the_folder_is_an_oci_layout_that_lists_images_by_key() throws IOException {
    BuiltImage one = workshop.build(Workshop.job("1"), SOURCE);
    workshop.build(Workshop.job("2"), Map.of("A.java", "class A {}"));

    Path images = workshop.folders().images();
    assertThat(images.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    JsonNode index = Json.mapper().readTree(Files.readString(images.resolve("index.json")));
    assertThat(StreamSupport.stream(index.path("manifests").spliterator(), false))
        .extracting(
            manifest ->
                manifest.path("annotations").path("org.opencontainers.image.ref.name").asString())
        .containsExactlyInAnyOrder(Digest.of("1").hex(), Digest.of("2").hex());
    assertThat(images.resolve("blobs/sha256/" + one.manifest())).exists();
  }

  @Test
  void a_distribution_that_lacks_a_jar_says_which() throws IOException {
    Files.delete(workshop.folders().distribution().resolve("lib/runtime-1.jar"));

    assertThatThrownBy(() -> workshop.build(Workshop.job("key"), SOURCE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("runtime-1.jar");
  }
}
