package dev.millwright.builder;

import dev.millwright.builder.registry.BaseRegistries;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The images that others stand on: fetched into the layout once, and not asked for again. Safe for
/// several threads; the caller holds the folder's lock.
final class Bases {
  private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

  private final OciLayout layout;
  private final BaseRegistries registries;
  private final Path work;
  private final Path marks;
  private final ReentrantLock fetching = new ReentrantLock();

  /// @param marks a folder with a file for each base that is whole and was looked at
  /// @param work for what is not yet whole
  Bases(OciLayout layout, BaseRegistries registries, Path marks, Path work) {
    this.marks = marks;
    this.layout = layout;
    this.registries = registries;
    this.work = work;
  }

  /// What of a base is in the layout.
  private record Kept(List<Digest> documents, List<StoredImage.BaseLayer> layers) {}

  /// @param text the name of an image, with its digest
  /// @throws RegistryFailure when it has none, cannot be had, or has not what is looked for
  Base take(String text, BaseSearch search) throws IOException {
    ImageReference name = new ImageReference(text);
    Digest digest = name.digest().orElseThrow(() -> unpinned(name));
    fetching.lock();
    try {
      if (!isHere(mark(digest, search))) {
        fetch(name, digest, search);
      }
      return read(name, digest);
    } finally {
      fetching.unlock();
    }
  }

  private static RegistryFailure unpinned(ImageReference name) {
    return new RegistryFailure(
        "the base `" + name + "` is named without its digest, and may be another one tomorrow",
        "run `millwright lock`, and commit what it writes");
  }

  private void fetch(ImageReference name, Digest digest, BaseSearch search) throws IOException {
    try (var from = registries.open(name)) {
      List<Digest> manifests = manifests(name, from, digest);
      List<Digest> documents = new ArrayList<>(manifests);
      documents.add(digest);
      List<StoredImage.BaseLayer> layers = new ArrayList<>();
      for (Digest manifest : manifests) {
        JsonNode content = layout.blobJson(manifest);
        documents.add(blob(from, content.path("config")).digest());
        for (JsonNode layer : content.path("layers")) {
          layers.add(blob(from, layer));
        }
      }
      for (Base.Platform platform : read(name, digest).platforms()) {
        search.require(name, platform);
      }
      AtomicFile.write(work, mark(digest, search), Json.pretty(new Kept(documents, layers)));
    }
  }

  private List<Digest> manifests(ImageReference name, BaseRegistries.Reading from, Digest digest)
      throws IOException {
    layout.write(from.manifest(digest));
    JsonNode top = layout.blobJson(digest);
    if (!isIndex(top)) {
      return List.of(digest);
    }
    List<Digest> manifests = new ArrayList<>();
    for (JsonNode listed : chosen(name, top)) {
      Digest own = OciLayout.digest(listed.path("digest"));
      layout.write(from.manifest(own));
      manifests.add(own);
    }
    return manifests;
  }

  private Path mark(Digest digest, BaseSearch search) {
    return marks.resolve(digest.hex() + "-" + search.word() + ".json");
  }

  private boolean isHere(Path mark) throws IOException {
    if (!Files.exists(mark)) {
      return false;
    }
    try {
      return isWhole(Json.read(Files.readString(mark), Kept.class));
    } catch (JacksonException e) {
      return false;
    }
  }

  private boolean isWhole(Kept kept) throws IOException {
    for (StoredImage.BaseLayer layer : kept.layers()) {
      if (!layout.isWhole(layer.digest(), layer.size())) {
        return false;
      }
    }
    return kept.documents().stream().allMatch(it -> Files.isRegularFile(layout.blob(it)));
  }

  private StoredImage.BaseLayer blob(BaseRegistries.Reading from, JsonNode described)
      throws IOException {
    Digest digest = OciLayout.digest(described.path("digest"));
    long size = described.path("size").asLong();
    if (!layout.isWhole(digest, size)) {
      Path part = Files.createTempFile(work, "base-", "");
      from.blob(digest, part);
      AtomicFile.move(part, layout.blob(digest));
    }
    return new StoredImage.BaseLayer(digest, size);
  }

  private Base read(ImageReference name, Digest digest) throws IOException {
    JsonNode top = layout.blobJson(digest);
    if (!isIndex(top)) {
      return new Base(name, false, List.of(platform(name, Optional.empty(), digest)));
    }
    List<Base.Platform> platforms = new ArrayList<>();
    for (JsonNode listed : chosen(name, top)) {
      Digest manifest = OciLayout.digest(listed.path("digest"));
      platforms.add(platform(name, Optional.of(listed.path("platform")), manifest));
    }
    return new Base(name, true, platforms);
  }

  private Base.Platform platform(ImageReference name, Optional<JsonNode> described, Digest digest)
      throws IOException {
    JsonNode manifest = layout.blobJson(digest);
    Digest config = OciLayout.digest(manifest.at("/config/digest"));
    return Base.platform(name, described, manifest, layout.blobJson(config));
  }

  private static boolean isIndex(JsonNode manifest) {
    return manifest.path("manifests").isArray();
  }

  /// The manifests of an index for the platforms that clusters have, in their order.
  private static List<JsonNode> chosen(ImageReference name, JsonNode top) {
    Map<String, JsonNode> chosen = new TreeMap<>();
    for (JsonNode listed : top.path("manifests")) {
      String architecture = listed.at("/platform/architecture").asString("");
      boolean isLinux = listed.at("/platform/os").asString("").equals("linux");
      if (isLinux && ARCHITECTURES.contains(architecture)) {
        chosen.putIfAbsent(architecture, listed);
      }
    }
    if (chosen.isEmpty()) {
      throw Base.refused(name, "is there neither for linux/amd64 nor for linux/arm64");
    }
    return List.copyOf(chosen.values());
  }
}
