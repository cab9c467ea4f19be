package dev.millwright.cli.command;

import dev.millwright.builder.ImageName;
import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.Output;
import dev.millwright.spec.Digest;
import java.util.List;
import java.util.Optional;

/// Prints the images that are there after a build.
record BuildReport(Console console, Output output) {
  /// @param key absent of an image that is another's
  /// @param reused whether it was there
  /// @param state `built`, `sent`, `reused` or `taken`
  /// @param name its repository and tag; of an image that is another's all of its name
  record Line(
      String image,
      Optional<String> key,
      String manifest,
      boolean reused,
      String state,
      String name,
      String why) {}

  void print(List<Outcome> outcomes) {
    switch (output) {
      case json ->
          console.json(outcomes.stream().map(BuildReport::line).flatMap(Optional::stream).toList());
      case text ->
          outcomes.stream().map(BuildReport::text).flatMap(Optional::stream).forEach(console::data);
    }
  }

  private static Optional<String> text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done it -> Optional.of(text(it, it.name()));
      case Outcome.Taken it -> Optional.of(text("taken", it.name(), digest(it), why(it)));
      case Outcome.Rejected _, Outcome.Failed _, Outcome.Absent _ -> Optional.empty();
    };
  }

  private static Optional<Line> line(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done it -> Optional.of(line(it));
      case Outcome.Taken it -> Optional.of(line(it));
      case Outcome.Rejected _, Outcome.Failed _, Outcome.Absent _ -> Optional.empty();
    };
  }

  /// @param name what the image is called
  static String text(Outcome.Done done, String name) {
    return text(done.state(), name, done.manifest(), done.why());
  }

  private static String text(String state, String name, Digest manifest, String why) {
    return "%-7s %-28s sha256:%s  %s".formatted(state, name, manifest.brief(), why);
  }

  private static Digest digest(Outcome.Taken taken) {
    return taken.image().digest().orElseThrow();
  }

  private static String why(Outcome.Taken taken) {
    return taken.image() + " as it is";
  }

  private static Line line(Outcome.Taken taken) {
    return new Line(
        taken.name(),
        Optional.empty(),
        digest(taken).hex(),
        true,
        "taken",
        taken.image().text(),
        why(taken));
  }

  private static Line line(Outcome.Done done) {
    return new Line(
        done.name(),
        Optional.of(done.spec().key().hex()),
        done.manifest().hex(),
        done.state().equals("reused"),
        done.state(),
        ImageName.of(done.spec()).toString(),
        done.why());
  }
}
