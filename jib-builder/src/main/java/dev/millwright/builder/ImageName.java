package dev.millwright.builder;

import dev.millwright.spec.release.ImageSpec;
import java.util.Locale;

/// What an image is called wherever it is kept: as the objects of a cluster ask for it.
///
/// @param repository what it carries, `job`, `graph` or `python`. Images of one runtime stand
///   together, so that the runtime's layers are there once
/// @param tag the key's digits: never given to another image
public record ImageName(String repository, String tag) {
  public static ImageName of(ImageSpec spec) {
    return new ImageName(spec.role().name().toLowerCase(Locale.ROOT), spec.key().hex());
  }

  @Override
  public String toString() {
    return repository + ":" + tag;
  }
}
