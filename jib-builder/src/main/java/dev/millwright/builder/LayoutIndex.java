package dev.millwright.builder;

import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `index.json` of an OCI layout: which image is called what. Safe for several threads.
final class LayoutIndex {
  private static final String REF = "org.opencontainers.image.ref.name";
  static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final Path root;
  private final Path work;
  private final ReentrantLock listing = new ReentrantLock();

  /// @param work for what is not yet whole
  LayoutIndex(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /// The descriptor of the image with a name, if it is listed.
  Optional<JsonNode> find(String ref) throws IOException {
    for (JsonNode described : index().path("manifests")) {
      if (ref(described).equals(ref)) {
        return Optional.of(described);
      }
    }
    return Optional.empty();
  }

  /// Puts an image in under a name.
  void list(String ref, JsonNode described) throws IOException {
    listing.lock();
    try {
      AtomicFile.write(work, root.resolve("index.json"), Json.pretty(with(ref, described)));
      AtomicFile.write(work, root.resolve("oci-layout"), VERSION);
    } finally {
      listing.unlock();
    }
  }

  private JsonNode with(String ref, JsonNode described) throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    for (JsonNode other : index().path("manifests")) {
      if (!ref(other).equals(ref)) {
        manifests.add(other);
      }
    }
    manifests.add(named(ref, described));
    manifests.sort(Comparator.comparing(LayoutIndex::ref));
    return of(manifests);
  }

  /// A descriptor that says what its image is called.
  static JsonNode named(String ref, JsonNode described) {
    ObjectNode own = described.deepCopy().asObject();
    own.putObject("annotations").put(REF, ref);
    return own;
  }

  /// An index of descriptors.
  static JsonNode of(List<JsonNode> manifests) {
    ObjectNode index = Json.mapper().createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", ImageBlobs.INDEX);
    index.putArray("manifests").addAll(manifests);
    return index;
  }

  private JsonNode index() throws IOException {
    Path file = root.resolve("index.json");
    try {
      return Files.exists(file)
          ? Json.mapper().readTree(Files.readString(file))
          : Json.mapper().createObjectNode();
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode();
    }
  }

  private static String ref(JsonNode manifest) {
    return manifest.path("annotations").path(REF).asString("");
  }
}
