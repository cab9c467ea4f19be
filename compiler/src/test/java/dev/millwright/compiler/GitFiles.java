package dev.millwright.compiler;

import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import java.io.IOException;
import java.util.SortedMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/// A git repository in memory, for tests that make many commits.
final class GitFiles {
  private static final PersonIdent AUTHOR = new PersonIdent("test", "test@localhost");

  private final InMemoryRepository repository =
      new InMemoryRepository(new DfsRepositoryDescription("test"));

  /// A commit of exactly these files.
  ProjectTree commit(SortedMap<String, byte[]> files) throws IOException {
    try (ObjectInserter objects = repository.newObjectInserter()) {
      DirCacheBuilder index = DirCache.newInCore().builder();
      for (var file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(objects.insert(Constants.OBJ_BLOB, file.getValue()));
        index.add(entry);
      }
      index.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.getDirCache().writeTree(objects));
      commit.setAuthor(AUTHOR);
      commit.setCommitter(AUTHOR);
      commit.setMessage("a commit");
      ObjectId id = objects.insert(commit);
      objects.flush();
      return GitTrees.at(repository, id.name(), "");
    }
  }
}
