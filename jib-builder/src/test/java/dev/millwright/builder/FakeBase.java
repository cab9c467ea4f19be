package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Images to stand on, in a fake registry, as Docker pushes them.
///
/// @param repository where they are
record FakeBase(FakeRegistry registry, String repository) {
  static final Map<String, String> JAVA =
      Map.of("opt/java/bin/java", "a program", "opt/java/release", "JAVA_VERSION=\"25.0.1\"\n");

  /// A Java with one more file, or another one.
  static Map<String, String> with(String file, String text) {
    Map<String, String> files = new TreeMap<>(JAVA);
    files.put(file, text);
    return files;
  }

  /// Its name with its digest.
  String name(String manifest) {
    return registry.host() + "/" + repository + "@sha256:" + Digest.of(manifest);
  }

  /// Puts in an image for one platform, of one layer.
  ///
  /// @return the manifest
  String put(String architecture, Map<String, String> files) throws IOException {
    byte[] tar = tar(files);
    byte[] layer = zipped(tar);
    String config =
        Json.write(
            Map.of(
                "architecture",
                architecture,
                "os",
                "linux",
                "config",
                Map.of(
                    "Env",
                    List.of("PATH=/opt/java/bin:/usr/bin", "JAVA_HOME=/opt/java"),
                    "User",
                    "root",
                    "Entrypoint",
                    List.of("/entry.sh"),
                    "Labels",
                    Map.of("of", "the base")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of("sha256:" + Digest.of(tar)))));
    String docker = "application/vnd.docker.";
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", docker + "distribution.manifest.v2+json");
    manifest.put("config", blob(docker + "container.image.v1+json", config.getBytes(UTF_8)));
    manifest.put("layers", List.of(blob(docker + "image.rootfs.diff.tar.gzip", layer)));
    return listed(Json.write(manifest));
  }

  /// Puts in a list of images for several platforms.
  ///
  /// @param manifests by architecture
  /// @return the list
  String index(Map<String, String> manifests) {
    List<Map<String, Object>> listed =
        new TreeMap<>(manifests)
            .entrySet().stream()
                .map(
                    it ->
                        Map.<String, Object>of(
                            "digest",
                            "sha256:" + Digest.of(it.getValue()),
                            "size",
                            it.getValue().length(),
                            "platform",
                            Map.of("os", "linux", "architecture", it.getKey())))
                .toList();
    return listed(Json.write(Map.of("schemaVersion", 2, "manifests", listed)));
  }

  private String listed(String manifest) {
    registry.put(repository + "/sha256:" + Digest.of(manifest), manifest);
    return manifest;
  }

  private Map<String, Object> blob(String type, byte[] content) {
    String digest = "sha256:" + Digest.of(content);
    registry.putBlob(repository, digest, content);
    return Map.of("mediaType", type, "digest", digest, "size", content.length);
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        byte[] content = file.getValue().getBytes(UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
