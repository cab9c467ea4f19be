package dev.millwright.cli.daemon;

import dev.millwright.cli.project.ProjectLocation;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Repository;

/// The user's repository as it is now, in words.
///
/// @param words what HEAD is
/// @param uncommitted a sentence when there are edits that do not run
record Followed(String words, Optional<String> uncommitted) {
  static Followed of(ProjectLocation project) {
    try (Repository repository = project.open()) {
      String branch = repository.getBranch();
      String words =
          branch == null || branch.length() == 40 ? "HEAD, detached" : "HEAD of " + branch;
      return new Followed(words, edits(repository, project.path()));
    } catch (IOException e) {
      return new Followed("HEAD; git cannot be read: " + e.getMessage(), Optional.empty());
    }
  }

  private static Optional<String> edits(Repository repository, String path) {
    try (Git git = Git.wrap(repository)) {
      Status status = path.isEmpty() ? git.status().call() : git.status().addPath(path).call();
      Set<String> files = new TreeSet<>(status.getUncommittedChanges());
      files.addAll(status.getUntracked());
      return files.isEmpty()
          ? Optional.empty()
          : Optional.of(
              files.size() == 1
                  ? files.iterator().next() + " is not committed and does not run"
                  : files.size() + " uncommitted files do not run");
    } catch (GitAPIException | NoWorkTreeException e) {
      return Optional.empty();
    }
  }
}
