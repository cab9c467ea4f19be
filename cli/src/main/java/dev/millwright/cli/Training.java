package dev.millwright.cli;

import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.compiler.lock.LockUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/// What a JVM does that others learn from, by the AOT cache that it leaves: one command as it is
/// typed, for the classes that it needs; then the same project again and again, for the methods
/// that a large one calls often. Those are compiled when they are first called, not when a command
/// has called them for a while.
public final class Training {
  /// So many that a method which is called for each of two resources counts as called often, and
  /// one that is called once does not.
  private static final int ROUNDS = 150;

  private Training() {}

  /// Arguments: a folder with a project.
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments[0], ROUNDS));
  }

  /// Answers the command's exit status.
  static int run(String folder, int rounds) throws IOException {
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    int status = Main.run(nobody, nobody, "validate", folder);
    for (int round = 0; round < rounds; round++) {
      try (Commit files = Commit.workTree(Path.of(folder))) {
        Hubs.compiler(LockUse.KNOWN).validate(files.tree());
      }
    }
    return status;
  }
}
