package dev.millwright.reconciler.signature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// What a commit changes in the project's folder.
///
/// @param all whatever differs from a parent
/// @param own what its author answers for: of a merge, not what it takes over from one side as the
///   other side left it
record ChangedPaths(SortedSet<String> all, SortedSet<String> own) {
  /// @param folder the project's, without a slash at the end; empty for the whole repository
  static ChangedPaths of(Repository repository, RevCommit commit, String folder)
      throws IOException {
    List<ObjectId> trees = new ArrayList<>();
    trees.add(commit.getTree());
    for (RevCommit parent : commit.getParents()) {
      trees.add(parent.getTree());
    }
    boolean isMerge = commit.getParentCount() == 2;
    List<ObjectId> bases = isMerge ? bases(repository, commit) : List.of();
    boolean isPlain = bases.size() == 1;
    if (isPlain) {
      trees.add(bases.getFirst());
    }
    return differing(repository, trees, folder, isPlain);
  }

  /// The trees of what the two sides of a merge come from.
  private static List<ObjectId> bases(Repository repository, RevCommit merge) throws IOException {
    List<ObjectId> bases = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      for (RevCommit parent : merge.getParents()) {
        walk.markStart(walk.parseCommit(parent));
      }
      walk.forEach(base -> bases.add(base.getTree()));
    }
    return bases;
  }

  private static ChangedPaths differing(
      Repository repository, List<ObjectId> trees, String folder, boolean withBase)
      throws IOException {
    SortedSet<String> all = new TreeSet<>();
    SortedSet<String> own = new TreeSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      for (ObjectId tree : trees) {
        walk.addTree(tree);
      }
      if (trees.size() == 1) {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.setRecursive(true);
      walk.setFilter(
          folder.isEmpty()
              ? TreeFilter.ANY_DIFF
              : AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
      int parents = walk.getTreeCount() - 1 - (withBase ? 1 : 0);
      while (walk.next()) {
        if (differs(walk, parents)) {
          String path = walk.getPathString();
          String inside = folder.isEmpty() ? path : path.substring(folder.length() + 1);
          all.add(inside);
          if (!withBase || !takesOver(walk)) {
            own.add(inside);
          }
        }
      }
    }
    return new ChangedPaths(all, own);
  }

  private static boolean differs(TreeWalk walk, int parents) {
    for (int parent = 1; parent <= parents; parent++) {
      if (!isSame(walk, 0, parent)) {
        return true;
      }
    }
    return false;
  }

  /// Whether one side changed the file, the other did not, and the merge has the change.
  private static boolean takesOver(TreeWalk walk) {
    return (isSame(walk, 0, 1) && isSame(walk, 2, 3)) || (isSame(walk, 0, 2) && isSame(walk, 1, 3));
  }

  private static boolean isSame(TreeWalk walk, int one, int other) {
    return walk.getRawMode(one) == walk.getRawMode(other) && walk.idEqual(one, other);
  }
}
