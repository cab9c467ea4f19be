package dev.millwright.builder;

import static dev.millwright.builder.PythonFunction.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which machines images of functions in Python are for.
final class PythonPlatformsTest {
  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private FakeBase bases;
  private WheelShelf shelf;
  private String amd64;
  private String both;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    bases = new FakeBase(registry, "library/python");
    shelf = new WheelShelf();
    amd64 = bases.put("amd64", Map.of("usr/local/bin/python3.12", "a program"));
    String arm64 = bases.put("arm64", Map.of("usr/local/bin/python3.12", "of arm"));
    both = bases.index(Map.of("amd64", amd64, "arm64", arm64));
  }

  @AfterEach
  void close() {
    registry.close();
    shelf.close();
  }

  @Test
  void wheels_that_all_machines_take_are_one_layer_of_the_images_for_each() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));

    List<JsonNode> images = images(built(workshop, spec("key", both, six)));

    assertThat(images).hasSize(2);
    assertThat(own(images.getFirst())).isEqualTo(own(images.getLast())).hasSize(3);
  }

  @Test
  void wheels_for_one_kind_of_machine_are_a_layer_of_the_image_for_it() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    LockedDistribution fast = shelf.put("fast", Map.of("fast.so", "of amd64"));
    LockedDistribution arm = shelf.put("fast_arm", Map.of("fast.so", "of arm64"));

    ImageSpec spec = spec("key", both, six, fast.on("linux/amd64"), arm.on("linux/arm64"));
    List<JsonNode> images = images(built(workshop, spec));

    List<String> first = own(images.getFirst());
    List<String> last = own(images.getLast());
    assertThat(first.getFirst()).isNotEqualTo(last.getFirst());
    assertThat(first.subList(1, 3)).isEqualTo(last.subList(1, 3));
    for (JsonNode image : images) {
      JsonNode config = json(image.at("/config/digest").asString());
      assertThat(config.at("/rootfs/diff_ids").size()).isEqualTo(image.path("layers").size());
      assertThat(listing(image))
          .filteredOn(it -> it.contains("fast.so"))
          .singleElement()
          .asString()
          .startsWith("1 app/function/site-packages/fast.so");
    }
    assertThat(built(Workshop.in(temporary.resolve("elsewhere")), spec))
        .isEqualTo(built(workshop, spec));
  }

  @Test
  void all_layers_are_sent() throws IOException {
    LockedDistribution fast = shelf.put("fast", Map.of("fast.so", "of amd64"));
    LockedDistribution arm = shelf.put("fast_arm", Map.of("fast.so", "of arm64"));
    ImageSpec spec = spec("key", both, fast.on("linux/amd64"), arm.on("linux/arm64"));

    PublishedImage image =
        new Shipyard(registry, temporary.resolve("docker"))
            .publish(workshop, spec, PythonFunction.SOURCE);

    for (JsonNode platform : images(image.manifest())) {
      assertThat(registry.sent()).containsAll(own(platform));
    }
  }

  @Test
  void where_the_base_is_for_one_kind_of_machine_so_is_the_image_and_no_other_wheel_is_fetched()
      throws IOException {
    LockedDistribution fast = shelf.put("fast", Map.of("fast.so", "of amd64"));
    LockedDistribution arm = shelf.put("fast_arm", Map.of("fast.so", "of arm64"));

    Digest built =
        built(workshop, spec("key", amd64, fast.on("linux/amd64"), arm.on("linux/arm64")));

    assertThat(json("sha256:" + built).path("layers").isArray()).isTrue();
    assertThat(shelf.requests()).hasSize(1);
  }

  @Test
  void a_platform_that_the_lock_leaves_out_is_left_out() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    ImageSpec spec = PythonFunction.on(spec("key", both, six), List.of("linux/amd64"));

    assertThat(json("sha256:" + built(workshop, spec)).path("layers").isArray()).isTrue();
    ImageSpec nowhere = PythonFunction.on(spec("two", amd64, six), List.of("linux/arm64"));
    assertThatThrownBy(() -> built(workshop, nowhere))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageEndingWith("is not there for linux/arm64");
  }

  private ImageSpec spec(String key, String base, LockedDistribution... pins) {
    return PythonFunction.spec(key, List.of(), Optional.of(bases.name(base)), pins);
  }

  private List<JsonNode> images(Digest index) throws IOException {
    List<JsonNode> images = new java.util.ArrayList<>();
    for (JsonNode listed : json("sha256:" + index).path("manifests")) {
      images.add(json(listed.path("digest").asString()));
    }
    return images;
  }

  private List<String> listing(JsonNode image) throws IOException {
    return LayerListing.of(workshop.folders().images(), Digest.of(Json.write(image)));
  }

  /// The layers behind the base's one.
  private static List<String> own(JsonNode image) {
    return image
        .path("layers")
        .valueStream()
        .skip(1)
        .map(it -> it.path("digest").asString())
        .toList();
  }

  private JsonNode json(String digest) throws IOException {
    Path blob = workshop.folders().images().resolve("blobs").resolve(digest.replace(':', '/'));
    return Json.mapper().readTree(Files.readString(blob));
  }
}
