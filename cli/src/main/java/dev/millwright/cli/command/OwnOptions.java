package dev.millwright.cli.command;

import dev.millwright.cli.build.Place;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Whether `build` is of Millwright itself.
final class OwnOptions {
  @Option(
      names = "--own",
      description = "Build the image of Millwright itself, from what this command runs from.")
  private boolean own;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description = "With --own: the image with a Java 25 that it stands on.")
  private Optional<String> base = Optional.empty();

  boolean asked() {
    return own;
  }

  String base() {
    return base.orElseThrow(
        () ->
            BuildTarget.refused(
                "there is no Java in an image of Millwright by itself",
                "say --base with an image that has a Java 25"));
  }

  static Place place(Optional<String> to, boolean push) {
    return BuildTarget.of(to, push, Optional.empty())
        .orElseThrow(
            () ->
                BuildTarget.refused(
                    "nothing on this machine runs the image of Millwright",
                    "say where to: --push --to HOST/PATH, --to oci:FOLDER or --to tar:FILE"));
  }

  /// @throws dev.millwright.cli.output.CommandFailure when there is a base and it is for nothing
  void refuseBase() {
    if (base.isPresent()) {
      throw BuildTarget.refused(
          "--base is for --own; a project says itself what its images stand on",
          "write `defaults: {baseImage: IMAGE}` into the Project");
    }
  }
}
