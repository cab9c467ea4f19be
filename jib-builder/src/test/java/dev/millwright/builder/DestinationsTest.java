package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images on their way to a folder or a file.
final class DestinationsTest {
  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
  }

  @Test
  void a_folder_takes_images_by_their_name_and_knows_them_again() throws IOException {
    Path folder = temporary.resolve("layout");

    PublishedImage one = publish(new LayoutDestination(folder), "1");
    PublishedImage two = publish(new LayoutDestination(folder), "2");
    PublishedImage again = publish(new LayoutDestination(folder), "1");

    assertThat(one.state()).isEqualTo(State.BUILT);
    assertThat(again.state()).isEqualTo(State.REUSED);
    assertThat(again.manifest()).isEqualTo(one.manifest());
    assertThat(LayerListing.of(folder, two.manifest()))
        .isEqualTo(LayerListing.of(workshop.folders().images(), two.manifest()));
    assertThat(names(Files.readString(folder.resolve("index.json"))))
        .containsExactlyInAnyOrder(one.name().toString(), two.name().toString());
    assertThat(folder.resolve(".work")).doesNotExist();
  }

  @Test
  void an_image_whose_blob_is_gone_is_put_again() throws IOException {
    Path folder = temporary.resolve("layout");
    PublishedImage one = publish(new LayoutDestination(folder), "1");
    Path lost =
        folder
            .resolve("blobs")
            .resolve(ManifestReading.blobs(manifest(folder, one)).getLast().replace(':', '/'));
    Files.delete(lost);

    assertThat(publish(new LayoutDestination(folder), "1").state()).isEqualTo(State.SENT);
    assertThat(lost).exists();
  }

  @Test
  void a_file_holds_all_images_and_is_the_same_each_time() throws IOException {
    Path first = temporary.resolve("new/first.tar");
    Path second = temporary.resolve("second.tar");
    publish(new TarDestination(first), "1", "2");
    publish(new TarDestination(second), "2", "1");

    SortedMap<String, byte[]> entries = entries(first);
    assertThat(names(new String(entries.get("index.json"), UTF_8)))
        .containsExactly("job:" + Digest.of("1"), "job:" + Digest.of("2"));
    assertThat(entries).containsKey("oci-layout");
    entries.forEach(
        (name, bytes) -> {
          if (name.startsWith("blobs/sha256/")) {
            assertThat(name).endsWith(Digest.of(bytes).hex());
          }
        });
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(first.resolveSibling(".")).isDirectoryNotContaining("glob:**/.part-*");
  }

  private PublishedImage publish(Destination to, String... keys) throws IOException {
    try (to) {
      PublishedImage last = null;
      for (String key : keys) {
        var source = Workshop.sources(Map.of("A.java", "class A { int a" + key + "; }"));
        last =
            ((Checked.Ok<PublishedImage>)
                    new Publisher(workshop.builder(), to, Workshop.ORIGIN)
                        .publish(Workshop.job(key), source))
                .value();
      }
      to.complete();
      return java.util.Objects.requireNonNull(last);
    }
  }

  private static String manifest(Path folder, PublishedImage image) throws IOException {
    return Files.readString(folder.resolve("blobs/sha256/" + image.manifest()));
  }

  private static Iterable<String> names(String index) {
    return StreamSupport.stream(
            Json.mapper().readTree(index).path("manifests").spliterator(), false)
        .map(it -> it.at("/annotations/org.opencontainers.image.ref.name").asString())
        .toList();
  }

  private static SortedMap<String, byte[]> entries(Path file) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (var tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }
}
