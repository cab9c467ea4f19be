package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Trees of commits, read from git objects.
public final class GitTrees {
  private GitTrees() {}

  /// The files of a folder at a commit. The repository stays open as long as the tree is used.
  ///
  /// @param revision anything that git resolves to a commit: an id, a branch, `HEAD~2`
  /// @param projectPath the folder with `/`; `""` is the whole repository. A folder that the commit
  ///   does not have is an empty tree
  /// @throws UnknownRevisionException when the repository has no such commit
  public static ProjectTree at(Repository repository, String revision, String projectPath) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(resolve(repository, revision));
      Storage storage = GitStorage.at(repository, commit.getTree(), projectPath);
      return WalkedTree.of(commit, storage);
    } catch (MissingObjectException | AmbiguousObjectException e) {
      throw new UnknownRevisionException(revision, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnyObjectId resolve(Repository repository, String revision) throws IOException {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id == null) {
        throw new UnknownRevisionException(revision);
      }
      return id;
    } catch (RevisionSyntaxException e) {
      throw new UnknownRevisionException(revision, e);
    }
  }
}
