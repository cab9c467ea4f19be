package dev.millwright.cli.command;

import dev.millwright.builder.Pruning.Needs;
import dev.millwright.cli.build.KeptImages;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether `build` looks for images that nobody needs.
final class PruneOptions {
  @Option(
      names = "--prune",
      description = {
        "List the images in the registry that no branch, no tag and no release needs.",
        "Build nothing."
      })
  private boolean prune;

  @Option(
      names = "--delete",
      paramLabel = "N",
      description = "With --prune: delete them, if they are N at most; else none.")
  private @Nullable Integer delete;

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description = {
        "With --prune: keep each image that a file names by key or digest, such as what `render` or"
            + " `kubectl get pods -A -o yaml` print; - is standard input."
      })
  private List<String> keep = new ArrayList<>();

  boolean asked() {
    return prune;
  }

  /// How many images may be deleted; absent when none is to be.
  OptionalInt budget() {
    return delete == null ? OptionalInt.empty() : OptionalInt.of(delete);
  }

  /// @throws CommandFailure when a file cannot be read
  Needs kept() {
    Set<Digest> kept = new TreeSet<>();
    for (String file : keep) {
      try {
        kept.addAll(KeptImages.in(file, System.in));
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.WRONG_INPUT, "cannot read " + file, e.getMessage() + "");
      }
    }
    return new Needs(kept, Set.of());
  }

  /// @throws CommandFailure when there are options of it and it is not asked for
  void refuseAlone() {
    if (delete != null || !keep.isEmpty()) {
      throw BuildTarget.refused("--delete and --keep are for --prune", "add --prune");
    }
  }
}
