package dev.millwright.cli.project;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A project's folder and the git repository that it is part of.
///
/// @param folder the project's folder, real path
/// @param workTree the repository's work tree
/// @param gitDir the git directory whose HEAD is this work tree's: a linked work tree has its own
/// @param path the project's path in the repository, `/`-separated, empty at the root
public record ProjectLocation(Path folder, Path workTree, Path gitDir, String path) {
  /// Finds the repository around a folder.
  ///
  /// @throws CommandFailure when there is no such folder or no repository around it
  public static ProjectLocation of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "there is no folder " + folder,
          "name the folder of a Project file");
    }
    try {
      Path real = folder.toRealPath();
      try (Repository repository = repositoryAround(real)) {
        Path workTree = repository.getWorkTree().toPath().toRealPath();
        return new ProjectLocation(
            real,
            workTree,
            repository.getDirectory().toPath().toRealPath(),
            slashed(workTree.relativize(real)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Another project of the repository, in the same work tree.
  ///
  /// @param other its path
  public ProjectLocation at(String other) {
    return new ProjectLocation(workTree.resolve(other), workTree, gitDir, other);
  }

  /// Opens the repository; the caller closes it.
  public Repository open() throws IOException {
    return repositoryAround(folder);
  }

  private static Repository repositoryAround(Path folder) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    if (builder.getGitDir() == null) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          folder + " is not in a git repository",
          "make it one: git init && git add -A && git commit -m 'First commit'");
    }
    return builder.build();
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
