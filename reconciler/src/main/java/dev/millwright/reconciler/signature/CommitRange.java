package dev.millwright.reconciler.signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/// The commits that lead from the last good one to another: all that the other has behind it and
/// the last good one has not, whichever branch they came by.
sealed interface CommitRange {
  /// So many commits are read at once.
  int MOST = 10_000;

  /// @param commits with their bodies, the oldest first
  /// @param goesOn whether the last good commit is behind the other one
  record Known(List<RevCommit> commits, boolean goesOn) implements CommitRange {}

  /// The repository does not hold all of them.
  record Lacking() implements CommitRange {}

  record TooMany() implements CommitRange {}

  static CommitRange of(Repository repository, String base, String target) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit from = walk.parseCommit(ObjectId.fromString(base));
      RevCommit to = walk.parseCommit(ObjectId.fromString(target));
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      walk.markStart(to);
      walk.markUninteresting(from);
      List<RevCommit> commits = new ArrayList<>();
      for (RevCommit commit : walk) {
        if (commits.size() == MOST) {
          return new TooMany();
        }
        walk.parseBody(commit);
        commits.add(commit);
      }
      boolean goesOn = isBehind(repository, base, target);
      return goesOn || repository.getObjectDatabase().getShallowCommits().isEmpty()
          ? new Known(commits, goesOn)
          : new Lacking();
    } catch (MissingObjectException gone) {
      return new Lacking();
    }
  }

  private static boolean isBehind(Repository repository, String base, String target)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(base)),
          walk.parseCommit(ObjectId.fromString(target)));
    }
  }
}
