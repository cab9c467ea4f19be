package dev.millwright.cli.build;

import dev.millwright.builder.PublishedImage;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.release.ImageSpec;
import java.util.List;
import java.util.Locale;

/// What became of one image.
public sealed interface Outcome {
  ImageSpec spec();

  /// It is there.
  ///
  /// @param state a word for people: `built`, `sent`, `reused`
  record Done(ImageSpec spec, Digest manifest, String state, String why) implements Outcome {}

  /// Its source does not compile.
  record Rejected(ImageSpec spec, List<Diagnostic> errors) implements Outcome {
    public Rejected {
      errors = List.copyOf(errors);
    }
  }

  /// The world failed.
  record Failed(ImageSpec spec, String message, String hint) implements Outcome {}

  /// What became of an image that was to be published.
  static Outcome of(ImageSpec spec, Checked<PublishedImage> published) {
    return switch (published) {
      case Checked.Ok<PublishedImage>(var image, var _) ->
          new Done(
              spec, image.manifest(), image.state().name().toLowerCase(Locale.ROOT), image.why());
      case Checked.Rejected<PublishedImage>(var errors) -> new Rejected(spec, errors);
    };
  }

  /// What people know the image by.
  default String name() {
    return name(spec());
  }

  /// What people know an image by: where its source stands, or what it carries.
  static String name(ImageSpec spec) {
    String role = spec.role().name().toLowerCase(Locale.ROOT);
    return switch (spec.role()) {
      case JOB, GRAPH -> spec.source().map(ImageSpec.Source::path).orElse(role + " runtime");
      case RECONCILER -> role;
    };
  }
}
