package dev.millwright.cli.project;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/// Where a branch left another.
public final class MergeBase {
  private MergeBase() {}

  /// The newest commit that a revision and HEAD have in common.
  ///
  /// @throws CommandFailure when git does not know the revision, or there is no such commit
  public static String of(ProjectLocation project, String revision) throws IOException {
    try (Repository repository = project.open();
        RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(commit(repository, walk, revision));
      walk.markStart(commit(repository, walk, "HEAD"));
      RevCommit base = walk.next();
      if (base == null) {
        throw new CommandFailure(
            ExitCode.WRONG_INPUT,
            "`" + revision + "` and HEAD have no commit in common",
            "name a branch that this one came from");
      }
      return base.name();
    }
  }

  private static RevCommit commit(Repository repository, RevWalk walk, String revision)
      throws IOException {
    ObjectId id = repository.resolve(revision + "^{commit}");
    if (id == null) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "git knows no commit `" + revision + "` here",
          "git log --oneline lists them; git fetch brings those of others");
    }
    return walk.parseCommit(id);
  }
}
