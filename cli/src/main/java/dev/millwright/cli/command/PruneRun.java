package dev.millwright.cli.command;

import dev.millwright.builder.Pruning;
import dev.millwright.builder.Pruning.Needs;
import dev.millwright.builder.Pruning.Seen;
import dev.millwright.builder.Pruning.Unneeded;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.cli.build.NeededImages.Needed;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Looks for images that nobody needs, and deletes them when it may.
///
/// @param needed by git
/// @param kept by releases, whatever git says
/// @param shallow whether git may not know all branches
record PruneRun(Console console, Output output, Needed needed, Needs kept, boolean shallow) {
  /// @param needed how many images of those that are there are needed
  /// @param open how many may be, since the bytes of their models are not known here
  /// @param deleted whether the others are gone
  record Listed(int needed, int open, boolean deleted, List<Line> unneeded) {}

  /// @param name its repository and tag
  /// @param revision the commit that it was first built from, if its documents are there
  record Line(String name, String manifest, Optional<String> revision) {}

  /// @param budget absent to delete nothing
  /// @param variables of this process, which say where logins are
  ExitCode in(RegistryAddress address, OptionalInt budget, Map<String, String> variables)
      throws IOException {
    Needs all = needed.needs().and(kept);
    if (all.images().isEmpty()) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "no branch, no tag and no release needs any image, so all would be nobody's",
          "run it in the project whose images they are, with all branches fetched");
    }
    needed
        .unread()
        .forEach(it -> console.say(Console.literal(it) + " has mistakes, and needs no image"));
    try (Shelf shelf = Shelf.at(address, Credentials.ofUser(variables), Registry.Patience.USUAL)) {
      Pruning pruning = new Pruning(shelf);
      Seen seen = pruning.look(all);
      if (budget.isPresent()) {
        refuseUnlessSure(seen, budget.getAsInt());
        pruning.delete(seen, it -> console.progress("deleted " + it.name()));
        console.endProgress();
      }
      report(seen, budget.isPresent());
      return ExitCode.OK;
    }
  }

  /// @throws CommandFailure when what was seen is not what somebody wants to lose
  void refuseUnlessSure(Seen seen, int budget) {
    if (shallow) {
      throw refused(
          "this clone is shallow, and may not know all branches", "git fetch --unshallow");
    }
    if (seen.needed() == 0 && !seen.unneeded().isEmpty()) {
      throw refused(
          "none of the %d images that are needed is there, so the others may be another project's"
              .formatted(needed.needs().and(kept).images().size()),
          "push first, or look again at --to");
    }
    if (seen.unneeded().size() > budget) {
      throw refused(
          "%d would be deleted, and no more than %d may be"
              .formatted(seen.unneeded().size(), budget),
          "leave out --delete to see which");
    }
  }

  private static CommandFailure refused(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message + "; nothing was deleted", hint);
  }

  private void report(Seen seen, boolean deleted) {
    List<Line> lines = seen.unneeded().stream().map(PruneRun::line).toList();
    String word = deleted ? "deleted" : "unneeded";
    switch (output) {
      case json -> console.json(new Listed(seen.needed(), seen.open(), deleted, lines));
      case text -> lines.forEach(it -> console.data(word + "  " + text(it)));
    }
    if (seen.open() > 0) {
      console.say(
          "left alone: %d of models whose bytes this machine does not know (%s)"
              .formatted(seen.open(), open()));
    }
    console.say(
        "images needed: %d, nobody's: %d%s; looked at commits: %d"
            .formatted(seen.needed(), lines.size(), deleted ? " (deleted)" : "", needed.commits()));
  }

  private String open() {
    return needed.needs().and(kept).models().stream()
        .map(Name::text)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String text(Line line) {
    String from = line.revision().map(it -> "  first built from " + Console.literal(it)).orElse("");
    return line.name() + "  sha256:" + line.manifest().substring(0, 8) + from;
  }

  private static Line line(Unneeded image) {
    return new Line(image.name().toString(), image.manifest().hex(), image.revision());
  }
}
