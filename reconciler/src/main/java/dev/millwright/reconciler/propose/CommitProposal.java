package dev.millwright.reconciler.propose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// One file's new content as a commit on a branch below `millwright/`.
///
/// @param branch without `refs/heads/`; must start with `millwright/`
/// @param base the commit that the proposal stands on
/// @param path the file, from the repository's root
public record CommitProposal(
    String branch, ObjectId base, String path, String content, String message) {
  /// Where all proposals live.
  public static final String PREFIX = "millwright/";

  public CommitProposal {
    if (!branch.startsWith(PREFIX)) {
      throw new IllegalArgumentException("proposals live below " + PREFIX + ", not at " + branch);
    }
  }

  /// Writes the commit and moves the branch to it, whatever the branch was before.
  ///
  /// @return the commit's id
  /// @throws IOException when the repository refuses
  public ObjectId write(Repository repository, PersonIdent author) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(repository, inserter));
      commit.setParentId(base);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      moveBranch(repository, id);
      return id;
    }
  }

  private ObjectId tree(Repository repository, ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, walk.parseCommit(base).getTree());
      builder.finish();
    }
    ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    DirCacheEditor editor = index.editor();
    editor.add(new Replace(path, blob));
    editor.finish();
    return index.writeTree(inserter);
  }

  private void moveBranch(Repository repository, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
    update.setNewObjectId(id);
    update.setRefLogMessage("millwright: proposal", false);
    switch (update.forceUpdate()) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          IO_FAILURE,
          RENAMED,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          throw new IOException("git refuses to move " + branch + ": " + update.getResult());
    }
  }

  private static final class Replace extends DirCacheEditor.PathEdit {
    private final ObjectId blob;

    Replace(String path, ObjectId blob) {
      super(path);
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(blob);
    }
  }
}
