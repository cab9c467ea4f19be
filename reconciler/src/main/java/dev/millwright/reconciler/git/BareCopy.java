package dev.millwright.reconciler.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/// A repository without a work tree.
public final class BareCopy {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private BareCopy() {}

  /// Opens one, which is made when it is missing; the caller closes it.
  public static Repository open(Path folder) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    return repository;
  }

  /// What brings all branches and tags over under their own names, to be called.
  ///
  /// @param from where the original is
  /// @param head the ref that keeps what the original's HEAD is: an origin tells of it only when it
  ///   is asked for
  public static FetchCommand fetch(Git into, String from, String head) {
    return into.fetch()
        .setRemote(from)
        .setRefSpecs(
            new RefSpec("+refs/heads/*:refs/heads/*"),
            new RefSpec("+refs/tags/*:refs/tags/*"),
            new RefSpec("+HEAD:" + head))
        .setTagOpt(TagOpt.NO_TAGS)
        .setCheckFetchedObjects(true)
        .setTimeout(Math.toIntExact(PATIENCE.toSeconds()));
  }
}
