package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.JsonNode;

/// One file with all images: an OCI archive, as `podman load`, `docker load` and `skopeo` read it.
/// The same images give the same bytes. It is written anew each time, once all images are there.
public final class TarDestination implements Destination {
  private final Path file;
  private final Map<ImageName, ImageBlobs> images =
      new ConcurrentSkipListMap<>(Comparator.comparing(ImageName::toString));

  public TarDestination(Path file) {
    this.file = file;
  }

  @Override
  public Optional<Digest> find(ImageName name) {
    return Optional.empty();
  }

  @Override
  public String put(ImageName name, ImageBlobs image, List<Attachment> attachments) {
    images.put(name, image);
    return "put into " + place();
  }

  @Override
  public void tag(ImageName name, Digest manifest, ImageName second) {
    images.put(second, Objects.requireNonNull(images.get(name), "put before"));
  }

  @Override
  public void complete() throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    Path part = Files.createTempFile(folder, ".part-", ".tar");
    try {
      write(part);
      AtomicFile.move(part, file.toAbsolutePath());
    } catch (IOException e) {
      throw FullDisk.told(file, e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void write(Path part) throws IOException {
    SortedMap<String, Path> blobs = new TreeMap<>();
    List<JsonNode> manifests = new ArrayList<>();
    try (var tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (var image : images.entrySet()) {
        manifests.add(LayoutIndex.named(image.getKey().toString(), image.getValue().descriptor()));
        image.getValue().content().forEach(it -> blobs.put(path(it.digest()), it.file()));
      }
      add(tar, "oci-layout", LayoutIndex.VERSION.getBytes(UTF_8));
      add(tar, "index.json", Json.pretty(LayoutIndex.of(manifests)).getBytes(UTF_8));
      SortedMap<String, String> texts = new TreeMap<>();
      images.values().forEach(it -> texts.put(path(it.digest()), it.manifest()));
      images.values().stream()
          .flatMap(it -> it.parts().stream())
          .forEach(it -> texts.put(path(Digest.of(it)), it));
      for (var text : texts.entrySet()) {
        add(tar, text.getKey(), text.getValue().getBytes(UTF_8));
      }
      for (var blob : blobs.entrySet()) {
        entry(tar, blob.getKey(), Files.size(blob.getValue()));
        Files.copy(blob.getValue(), tar);
        tar.closeArchiveEntry();
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    entry(tar, name, content.length);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void entry(TarArchiveOutputStream tar, String name, long size) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
  }

  private static String path(Digest digest) {
    return "blobs/sha256/" + digest;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public void close() {}
}
