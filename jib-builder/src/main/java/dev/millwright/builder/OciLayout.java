package dev.millwright.builder;

import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The images folder: an OCI image layout, with a file a key beside it. A key's file is written
/// last, so whatever it names is there. Safe for several threads; the caller holds the folder's
/// lock.
final class OciLayout {
  private static final String PREFIX = "sha256:";

  private final Path root;
  private final Path work;
  private final LayoutIndex index;

  /// @param work for what is not yet whole; may be emptied whenever nobody builds
  OciLayout(Path root, Path work) {
    this.root = root;
    this.work = work;
    this.index = new LayoutIndex(root, work);
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

  /// Keeps an image whose blobs are there, by its key.
  void record(Digest key, StoredImage image, JsonNode described) throws IOException {
    index.list(key.hex(), described);
    AtomicFile.write(work, keyFile(key), Json.pretty(image));
  }

  /// A text as a blob.
  void write(String text) throws IOException {
    AtomicFile.write(work, blob(Digest.of(text)), text);
  }

  /// The layer of some files, if it was made and is there.
  ///
  /// @param content digest of the files and their names
  Optional<StoredImage.Layer> layer(StoredImage.Role role, Digest content) throws IOException {
    Path file = root.resolve("layers").resolve(content.hex() + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var layer = Json.read(Files.readString(file), StoredImage.Layer.class);
      return layer.role() == role && isWhole(layer) ? Optional.of(layer) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  void remember(Digest content, StoredImage.Layer layer) throws IOException {
    Path file = root.resolve("layers").resolve(content.hex() + ".json");
    AtomicFile.write(work, file, Json.pretty(layer));
  }

  private boolean isWhole(StoredImage.Layer layer) throws IOException {
    return isWhole(layer.digest(), layer.size());
  }

  /// Whether a blob is there with all its bytes.
  boolean isWhole(Digest digest, long size) throws IOException {
    Path blob = blob(digest);
    return Files.isRegularFile(blob) && Files.size(blob) == size;
  }

  /// The digest of an image by its name, if all its blobs are there.
  Optional<Digest> find(String ref) throws IOException {
    Optional<JsonNode> described = index.find(ref);
    if (described.isEmpty()) {
      return Optional.empty();
    }
    Digest manifest = digest(described.get().path("digest"));
    return holds(manifest) ? Optional.of(manifest) : Optional.empty();
  }

  private boolean holds(Digest manifest) throws IOException {
    if (!Files.isRegularFile(blob(manifest))) {
      return false;
    }
    JsonNode content = blobJson(manifest);
    if (content.path("manifests").isArray()) {
      return holdsAll(content.path("manifests"));
    }
    boolean whole = Files.isRegularFile(blob(digest(content.at("/config/digest"))));
    for (JsonNode layer : content.path("layers")) {
      whole &= isWhole(digest(layer.path("digest")), layer.path("size").asLong());
    }
    return whole;
  }

  private boolean holdsAll(JsonNode manifests) throws IOException {
    for (JsonNode listed : manifests) {
      if (!holds(digest(listed.path("digest")))) {
        return false;
      }
    }
    return true;
  }

  /// Copies an image in.
  ///
  /// @return how many blobs were not there
  int add(String ref, ImageBlobs image) throws IOException {
    Files.createDirectories(work);
    int copied = 0;
    for (ImageBlobs.Blob blob : image.content()) {
      if (!Files.isRegularFile(blob(blob.digest()))) {
        Path part = Files.createTempFile(work, "blob-", "");
        Files.copy(blob.file(), part, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.move(part, blob(blob.digest()));
        copied++;
      }
    }
    for (String part : image.parts()) {
      write(part);
    }
    write(image.manifest());
    index.list(ref, image.descriptor());
    return copied;
  }

  /// Lists an image that is listed under a second name.
  void name(String ref, String second) throws IOException {
    JsonNode described =
        index.find(ref).orElseThrow(() -> new IOException(root + " lists no image " + ref));
    index.list(second, described);
  }

  Path blob(Digest digest) {
    return root.resolve("blobs").resolve("sha256").resolve(digest.hex());
  }

  private Path keyFile(Digest key) {
    return root.resolve("keys").resolve(key.hex() + ".json");
  }

  private boolean isWhole(StoredImage image) throws IOException {
    for (StoredImage.Layer layer : image.layers()) {
      if (!isWhole(layer)) {
        return false;
      }
    }
    for (StoredImage.Platform platform : image.platforms()) {
      if (!isWhole(platform)) {
        return false;
      }
    }
    return Files.isRegularFile(blob(image.manifest()));
  }

  private boolean isWhole(StoredImage.Platform platform) throws IOException {
    for (StoredImage.BaseLayer layer : platform.base()) {
      if (!isWhole(layer.digest(), layer.size())) {
        return false;
      }
    }
    return Files.isRegularFile(blob(platform.manifest()))
        && Files.isRegularFile(blob(platform.config()));
  }

  /// Takes the blobs over from the tar that Jib wrote, and answers the image's digest.
  Digest unpack(Path tar) throws IOException {
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
    return digest(index.path("manifests").path(0).path("digest"));
  }

  private void keep(Digest digest, TarArchiveEntry entry, InputStream content) throws IOException {
    Path blob = blob(digest);
    if (Files.isRegularFile(blob) && Files.size(blob) == entry.getSize()) {
      return;
    }
    Path part = Files.createTempFile(work, "blob-", "");
    Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
    try (InputStream written = Files.newInputStream(part)) {
      if (!Digest.of(written).equals(digest)) {
        throw new IOException("blob " + digest + " was written with other bytes");
      }
    }
    AtomicFile.move(part, blob);
  }

  JsonNode blobJson(Digest digest) throws IOException {
    return Json.mapper().readTree(Files.readString(blob(digest)));
  }

  static Digest digest(JsonNode text) throws IOException {
    String value = text.asString("");
    if (!value.startsWith(PREFIX)) {
      throw new IOException("not a digest in the image's tar: " + text);
    }
    return Digest.parse(value.substring(PREFIX.length()));
  }
}
