package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;

/// All that an image is, as lines to compare: where two images differ, the lines say by which file,
/// mode, owner or time.
final class LayerListing {
  private LayerListing() {}

  /// @param images an OCI layout
  static List<String> of(Path images, Digest manifest) throws IOException {
    List<String> lines = new ArrayList<>();
    JsonNode content = json(images, "sha256:" + manifest);
    lines.add(json(images, content.at("/config/digest").asString()).toPrettyString());
    int at = 0;
    for (JsonNode layer : content.path("layers")) {
      lines.addAll(entries(blob(images, layer.path("digest").asString()), at++));
      lines.add("compressed " + layer);
    }
    return lines;
  }

  private static List<String> entries(Path blob, int at) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(blob))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        lines.add(
            "%d %s mode=%o owner=%d:%d time=%s %s"
                .formatted(
                    at,
                    entry.getName(),
                    entry.getMode(),
                    entry.getLongUserId(),
                    entry.getLongGroupId(),
                    entry.getLastModifiedTime(),
                    Digest.of(tar)));
      }
    }
    return lines;
  }

  private static JsonNode json(Path images, String digest) throws IOException {
    return Json.mapper().readTree(Files.readString(blob(images, digest)));
  }

  private static Path blob(Path images, String digest) {
    return images.resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
