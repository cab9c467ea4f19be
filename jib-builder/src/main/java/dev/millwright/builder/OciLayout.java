package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The images folder: an OCI image layout, with a file a key beside it. A key's file is written
/// last, so whatever it names is there. Safe for several threads; the caller holds the folder's
/// lock.
final class OciLayout {
  private static final String REF = "org.opencontainers.image.ref.name";
  private static final String PREFIX = "sha256:";

  private final Path root;
  private final Path work;
  private final ReentrantLock listing = new ReentrantLock();

  /// @param work for what is not yet whole; may be emptied whenever nobody builds
  OciLayout(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /// The image of a key, if it was built and all its blobs are there.
  Optional<StoredImage> find(Digest key) throws IOException {
    Path file = keyFile(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      StoredImage image = Json.read(Files.readString(file), StoredImage.class);
      return isWhole(image) ? Optional.of(image) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// Takes an image in from the tar that Jib wrote.
  ///
  /// @param roles what each layer is, in the image's order
  StoredImage add(
      Digest key, Path tar, List<StoredImage.Role> roles, List<StoredImage.Jar> libraries)
      throws IOException {
    JsonNode described = unpack(tar).path("manifests").path(0);
    Digest manifest = digest(described.path("digest"));
    JsonNode content = blobJson(manifest);
    Digest config = digest(content.at("/config/digest"));
    JsonNode diffIds = blobJson(config).at("/rootfs/diff_ids");
    List<StoredImage.Layer> layers = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      JsonNode layer = content.path("layers").path(i);
      layers.add(
          new StoredImage.Layer(
              roles.get(i),
              digest(layer.path("digest")),
              layer.path("size").asLong(),
              digest(diffIds.path(i))));
    }
    StoredImage image = new StoredImage(manifest, config, layers, libraries);
    listing.lock();
    try {
      list(key, described);
    } finally {
      listing.unlock();
    }
    AtomicFile.write(work, keyFile(key), Json.pretty(image));
    return image;
  }

  Path blob(Digest digest) {
    return root.resolve("blobs").resolve("sha256").resolve(digest.hex());
  }

  private Path keyFile(Digest key) {
    return root.resolve("keys").resolve(key.hex() + ".json");
  }

  private boolean isWhole(StoredImage image) throws IOException {
    for (StoredImage.Layer layer : image.layers()) {
      Path blob = blob(layer.digest());
      if (!Files.isRegularFile(blob) || Files.size(blob) != layer.size()) {
        return false;
      }
    }
    return Files.isRegularFile(blob(image.manifest())) && Files.isRegularFile(blob(image.config()));
  }

  /// Takes the blobs over and answers the tar's index.
  private JsonNode unpack(Path tar) throws IOException {
    JsonNode index = Json.mapper().missingNode();
    try (var in = new TarArchiveInputStream(Files.newInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals("index.json")) {
          index = Json.mapper().readTree(in.readAllBytes());
        } else if (entry.getName().startsWith("blobs/sha256/") && entry.isFile()) {
          keep(Digest.parse(entry.getName().substring("blobs/sha256/".length())), entry, in);
        }
      }
    }
    return index;
  }

  private void keep(Digest digest, TarArchiveEntry entry, InputStream content) throws IOException {
    Path blob = blob(digest);
    if (Files.isRegularFile(blob) && Files.size(blob) == entry.getSize()) {
      return;
    }
    Path part = Files.createTempFile(work, "blob-", "");
    Files.copy(content, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (InputStream written = Files.newInputStream(part)) {
      if (!Digest.of(written).equals(digest)) {
        throw new IOException("blob " + digest + " was written with other bytes");
      }
    }
    AtomicFile.move(part, blob);
  }

  /// Puts the image into `index.json` under its key.
  private void list(Digest key, JsonNode described) throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    for (JsonNode other : index().path("manifests")) {
      if (!ref(other).equals(key.hex())) {
        manifests.add(other);
      }
    }
    ObjectNode own = described.deepCopy().asObject();
    own.putObject("annotations").put(REF, key.hex());
    manifests.add(own);
    manifests.sort(Comparator.comparing(OciLayout::ref));
    ObjectNode index = Json.mapper().createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
    index.putArray("manifests").addAll(manifests);
    AtomicFile.write(work, root.resolve("index.json"), Json.pretty(index));
    AtomicFile.write(work, root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
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

  private JsonNode blobJson(Digest digest) throws IOException {
    return Json.mapper().readTree(Files.readString(blob(digest)));
  }

  private static String ref(JsonNode manifest) {
    return manifest.path("annotations").path(REF).asString("");
  }

  private static Digest digest(JsonNode text) throws IOException {
    String value = text.asString("");
    if (!value.startsWith(PREFIX)) {
      throw new IOException("not a digest in the image's tar: " + text);
    }
    return Digest.parse(value.substring(PREFIX.length()));
  }
}
