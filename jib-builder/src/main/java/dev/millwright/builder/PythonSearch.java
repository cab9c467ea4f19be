package dev.millwright.builder;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/// Looks into the layers of a base for the Python that a function asks for.
record PythonSearch(OciLayout layout, ImageSpec.Python asked) implements BaseSearch {
  private static final String MUSL = "ld-musl-";

  /// The name of the program.
  static String program(ImageSpec.Python asked) {
    return "python" + asked.version();
  }

  @Override
  public String word() {
    return program(asked) + (isBound() ? "-glibc" : "");
  }

  @Override
  public void require(ImageReference name, Base.Platform platform) throws IOException {
    Sight sight = new Sight("/" + program(asked));
    if (LayerEntries.isHidden(layout, platform, sight)) {
      return;
    }
    if (!sight.there) {
      throw refused(name, "has no program `" + program(asked) + "` for " + platform.text());
    }
    if (sight.musl && isBound()) {
      throw refused(name, "has the C library musl, and wheels are pinned that are made for glibc");
    }
  }

  /// Whether a wheel is made for one C library.
  private boolean isBound() {
    return asked.distributions().stream()
        .anyMatch(it -> it.wheel().filter(at -> at.contains("manylinux")).isPresent());
  }

  private RegistryFailure refused(ImageReference name, String why) {
    return new RegistryFailure(
        "the base `" + name + "` " + why,
        "name an image for Linux with a Python %s in it as the function's `build.baseImage`"
            .formatted(asked.version()));
  }

  private static final class Sight implements LayerEntries.Visitor {
    private final String program;
    private boolean there;
    private boolean musl;

    Sight(String program) {
      this.program = program;
    }

    @Override
    public void sees(TarArchiveEntry entry, InputStream content) {
      there |= !entry.isDirectory() && entry.getName().endsWith(program);
      musl |= entry.getName().contains("lib/" + MUSL);
    }
  }
}
