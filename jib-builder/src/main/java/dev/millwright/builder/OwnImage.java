package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The image of Millwright itself: all jars of a distribution, and what starts them.
///
/// @param release the distribution's, such as `1.2.0`
public record OwnImage(ImageSpec spec, String release) {
  private static final String FORM = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

  static OwnImage of(Distribution distribution, FileDigests digests, ImageReference base)
      throws IOException {
    SortedMap<String, Digest> jars = new TreeMap<>();
    for (Path jar : distribution.runtime(Role.RECONCILER)) {
      jars.put(jar.getFileName().toString(), digests.of(jar));
    }
    // The jars hold the builder as well, so that no epoch of it has to be counted.
    Digest key =
        Canonical.digest(Map.of("role", Role.RECONCILER, "jars", jars, "base", base.text()));
    ImageSpec spec =
        new ImageSpec(
            key,
            Role.RECONCILER,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(base.text()));
    return new OwnImage(spec, tag(distribution.release()));
  }

  private static String tag(String release) throws IOException {
    if (!release.matches(FORM)) {
      throw new IOException("the release `" + release + "` is no tag of an image");
    }
    return release;
  }
}
