package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/// Looks into the layers of a base for the Java that the images on it start.
record JavaSearch(OciLayout layout) implements BaseSearch {
  /// The release of Java that Millwright's classes are made for.
  private static final int NEEDED = 25;

  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
  private static final long LARGEST_RELEASE = 64 << 10;

  @Override
  public String word() {
    return "java";
  }

  @Override
  public void require(ImageReference name, Base.Platform platform) throws IOException {
    Sight sight = new Sight();
    if (LayerEntries.isHidden(layout, platform, sight)) {
      return;
    }
    if (!sight.java) {
      throw Base.refused(name, "has no program `java` for " + platform.text());
    }
    if (sight.version > 0 && sight.version < NEEDED) {
      throw Base.refused(name, "has a Java %d for %s".formatted(sight.version, platform.text()));
    }
  }

  /// Whether there is a program of that name, and the newest version that a Java says of itself; 0
  /// when none says it.
  private static final class Sight implements LayerEntries.Visitor {
    private boolean java;
    private int version;

    @Override
    public void sees(TarArchiveEntry entry, InputStream content) throws IOException {
      java |= !entry.isDirectory() && entry.getName().endsWith("/java");
      boolean saysVersion =
          entry.isFile()
              && entry.getName().endsWith("/release")
              && entry.getSize() < LARGEST_RELEASE;
      if (saysVersion) {
        version = Math.max(version, version(content));
      }
    }

    private static int version(InputStream release) throws IOException {
      Matcher version = VERSION.matcher(new String(release.readAllBytes(), UTF_8));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
  }
}
