package dev.millwright.cli.build;

import dev.millwright.builder.PublishedImage;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.ImageReference;
import java.util.List;
import java.util.Locale;

/// What became of one image.
public sealed interface Outcome {
  /// What people know the image by.
  String name();

  /// Of an image that is made here.
  sealed interface Made extends Outcome {
    ImageSpec spec();

    @Override
    default String name() {
      return Outcome.name(spec());
    }
  }

  /// It is there.
  ///
  /// @param state a word for people: `built`, `sent`, `reused`
  record Done(ImageSpec spec, Digest manifest, String state, String why) implements Made {}

  /// It is another's, is where its name says, and is taken as it is.
  ///
  /// @param name of the function that it is
  /// @param image with its digest
  record Taken(String name, ImageReference image) implements Outcome {}

  /// It is another's, and is not there for sure.
  ///
  /// @param name of the function that it is
  record Absent(String name, String message, String hint) implements Outcome {}

  /// Its source does not compile.
  record Rejected(ImageSpec spec, List<Diagnostic> errors) implements Made {
    public Rejected {
      errors = List.copyOf(errors);
    }
  }

  /// The world failed.
  record Failed(ImageSpec spec, String message, String hint) implements Made {}

  /// What became of an image that was to be published.
  static Made of(ImageSpec spec, Checked<PublishedImage> published) {
    return switch (published) {
      case Checked.Ok<PublishedImage>(var image, var _) ->
          new Done(
              spec, image.manifest(), image.state().name().toLowerCase(Locale.ROOT), image.why());
      case Checked.Rejected<PublishedImage>(var errors) -> new Rejected(spec, errors);
    };
  }

  /// What people know an image by: where its source stands, or what it carries.
  static String name(ImageSpec spec) {
    String role = spec.role().name().toLowerCase(Locale.ROOT);
    return switch (spec.role()) {
      case JOB, GRAPH, PYTHON ->
          spec.source().map(ImageSpec.Source::path).orElse(role + " runtime");
      case RECONCILER, MODEL -> role;
    };
  }
}
