package dev.millwright.cli.command;

import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.cli.build.Place;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.Compilation;
import java.util.Optional;

/// What `build --push --to` means together. Nothing leaves this machine without `--push`.
final class BuildTarget {
  private BuildTarget() {}

  /// @param registry of the environment
  /// @return absent when images stay where they are built
  /// @throws CommandFailure when the options contradict each other
  static Optional<Place> of(Optional<String> to, boolean push, Optional<String> registry) {
    Optional<Place> place = (push ? to.or(() -> registry) : to).map(BuildTarget::parse);
    if (push && place.isEmpty()) {
      throw refused(
          "there is no registry to push to",
          "say --to HOST/PATH, or give the environment a `registry`");
    }
    place.ifPresent(it -> check(it, push));
    return place;
  }

  /// The registry that images are looked for in.
  static RegistryAddress registry(String place) {
    return switch (parse(place)) {
      case Place.InRegistry(var address) -> address;
      case Place.InLayout _, Place.InArchive _ ->
          throw refused("this is for a registry, and --to names a file or folder", "");
    };
  }

  /// The same, of the environment.
  static RegistryAddress registry(Compilation compilation) {
    return compilation
        .environment()
        .registry()
        .map(BuildTarget::registry)
        .orElseThrow(
            () ->
                refused(
                    "there is no registry to look at",
                    "say --to HOST/PATH, or give the environment a `registry`"));
  }

  private static void check(Place place, boolean push) {
    switch (place) {
      case Place.InRegistry(var address) -> {
        if (!push) {
          throw refused("images are sent to " + address.host() + " with --push only", "add --push");
        }
      }
      case Place.InLayout _, Place.InArchive _ -> {
        if (push) {
          throw refused("--push sends to a registry, and --to names a file or folder", "");
        }
      }
    }
  }

  private static Place parse(String text) {
    try {
      return Place.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), "or oci:FOLDER, or tar:FILE");
    }
  }

  static CommandFailure refused(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message, hint);
  }
}
