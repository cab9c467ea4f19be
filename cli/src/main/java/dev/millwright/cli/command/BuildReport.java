package dev.millwright.cli.command;

import dev.millwright.builder.ImageName;
import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.Output;
import java.util.List;

/// Prints the images that are there after a build.
record BuildReport(Console console, Output output) {
  /// @param reused whether it was there
  /// @param state `built`, `sent` or `reused`
  /// @param name its repository and tag
  record Line(
      String image,
      String key,
      String manifest,
      boolean reused,
      String state,
      String name,
      String why) {}

  void print(List<Outcome> outcomes) {
    List<Outcome.Done> done =
        outcomes.stream()
            .filter(Outcome.Done.class::isInstance)
            .map(Outcome.Done.class::cast)
            .toList();
    switch (output) {
      case json -> console.json(done.stream().map(BuildReport::line).toList());
      case text -> done.forEach(it -> console.data(text(it, it.name())));
    }
  }

  /// @param name what the image is called
  static String text(Outcome.Done done, String name) {
    return "%-7s %-28s sha256:%s  %s"
        .formatted(done.state(), name, done.manifest().brief(), done.why());
  }

  private static Line line(Outcome.Done done) {
    return new Line(
        done.name(),
        done.spec().key().hex(),
        done.manifest().hex(),
        done.state().equals("reused"),
        done.state(),
        ImageName.of(done.spec()).toString(),
        done.why());
  }
}
