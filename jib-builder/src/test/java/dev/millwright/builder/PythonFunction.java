package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function in Python, and what is asked of an image of it.
final class PythonFunction {
  static final Map<String, String> SOURCE =
      Map.of("flights/train.py", "def train(): return 0\n", "flights/late.txt", "late");

  private PythonFunction() {}

  static ImageSpec spec(
      String key, List<String> requirements, Optional<String> on, LockedDistribution... pins) {
    return new ImageSpec(
        Digest.of(key),
        ImageSpec.Role.PYTHON,
        Optional.of(new ImageSpec.Source("functions/train", "tree")),
        requirements,
        Optional.empty(),
        on,
        Optional.of(
            new ImageSpec.Python(
                "3.12",
                List.of("linux/amd64", "linux/arm64"),
                "flights.train:train",
                List.of(pins))));
  }

  /// The same for other machines.
  static ImageSpec on(ImageSpec spec, List<String> platforms) {
    ImageSpec.Python asked = spec.python().orElseThrow();
    return new ImageSpec(
        spec.key(),
        spec.role(),
        spec.source(),
        spec.dependencies(),
        spec.libraries(),
        spec.base(),
        Optional.of(
            new ImageSpec.Python(
                asked.version(), platforms, asked.handler(), asked.distributions())));
  }

  static Digest built(Workshop workshop, ImageSpec spec) throws IOException {
    return manifest(workshop.builder().build(spec, Workshop.sources(SOURCE)));
  }

  static Digest manifest(Checked<BuiltImage> built) {
    return ((Checked.Ok<BuiltImage>) built).value().manifest();
  }
}
