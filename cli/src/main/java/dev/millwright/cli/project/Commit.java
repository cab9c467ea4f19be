package dev.millwright.cli.project;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.UnknownRevisionException;
import dev.millwright.compiler.tree.WorkTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/// A project's files at a commit or as they are on disk, with the repository kept open while they
/// are read.
///
/// @param repository absent for files on disk
public record Commit(ProjectTree tree, Optional<Repository> repository) implements AutoCloseable {
  /// The files of a commit.
  ///
  /// @throws CommandFailure when git knows no such commit
  public static Commit at(ProjectLocation project, String revision) throws IOException {
    Repository repository = project.open();
    try {
      return new Commit(GitTrees.at(repository, revision, project.path()), Optional.of(repository));
    } catch (UnknownRevisionException e) {
      repository.close();
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "git knows no commit `" + revision + "` here",
          revision.equals("HEAD")
              ? "commit first: git add -A && git commit"
              : "git log --oneline lists them");
    }
  }

  /// The files on disk.
  public static Commit workTree(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "there is no folder " + folder,
          "name the folder of a Project file");
    }
    return new Commit(WorkTree.at(folder), Optional.empty());
  }

  @Override
  public void close() {
    repository.ifPresent(Repository::close);
  }
}
