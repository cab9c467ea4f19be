package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.resource.ImageReference;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;

/// Looks into the layers of a base for the Java that the images on it start.
record JavaSearch(OciLayout layout) {
  /// The release of Java that Millwright's classes are made for.
  private static final int NEEDED = 25;

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
  private static final long LARGEST_RELEASE = 64 << 10;

  /// What is seen in a layer, or in several.
  ///
  /// @param java whether there is a program of that name
  /// @param version the newest that a Java says of itself; 0 when none says it
  /// @param hidden whether the layer is packed in a way that is not read here
  private record Sight(boolean java, int version, boolean hidden) {
    Sight and(Sight other) {
      return new Sight(
          java || other.java, Math.max(version, other.version), hidden || other.hidden);
    }
  }

  /// @throws RegistryFailure when every layer can be read, and they have no Java that will do
  void require(ImageReference name, Base.Platform platform) throws IOException {
    Sight sight = new Sight(false, 0, false);
    for (JsonNode layer : platform.layers()) {
      sight = sight.and(sight(layout.blob(OciLayout.digest(layer.path("digest")))));
    }
    if (sight.hidden()) {
      return;
    }
    if (!sight.java()) {
      throw Base.refused(name, "has no program `java` for " + platform.text());
    }
    if (sight.version() > 0 && sight.version() < NEEDED) {
      throw Base.refused(name, "has a Java %d for %s".formatted(sight.version(), platform.text()));
    }
  }

  private static Sight sight(Path layer) throws IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(layer))) {
      file.mark(4);
      int first = file.read();
      int second = file.read();
      file.reset();
      boolean isZipped = first == 0x1f && second == 0x8b;
      boolean isZstd = first == 0x28 && second == 0xb5;
      return isZstd
          ? new Sight(false, 0, true)
          : entries(isZipped ? new GZIPInputStream(file, 1 << 16) : file);
    }
  }

  private static Sight entries(InputStream content) throws IOException {
    Sight sight = new Sight(false, 0, false);
    try (var tar = new TarArchiveInputStream(content)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        boolean isJava = !entry.isDirectory() && entry.getName().endsWith("/java");
        boolean saysVersion =
            entry.isFile()
                && entry.getName().endsWith("/release")
                && entry.getSize() < LARGEST_RELEASE;
        sight = sight.and(new Sight(isJava, saysVersion ? version(tar) : 0, false));
      }
    }
    return sight;
  }

  private static int version(InputStream release) throws IOException {
    Matcher version = VERSION.matcher(new String(release.readAllBytes(), UTF_8));
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}
