package dev.millwright.reconciler.watch;

import dev.millwright.reconciler.git.BareCopy;
import dev.millwright.spec.resource.Environment.Branch;
import dev.millwright.spec.resource.Environment.Commit;
import dev.millwright.spec.resource.Environment.Follows;
import dev.millwright.spec.resource.Environment.Head;
import dev.millwright.spec.resource.Environment.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;

/// A bare copy of a repository, without a work tree. Refs below `refs/millwright/` pin commits, so
/// that an amended branch or a garbage collection in the original takes nothing away.
public final class Mirror implements AutoCloseable {
  private static final String PINS = "refs/millwright/";

  private final Path original;
  private final Repository repository;

  private Mirror(Path original, Repository repository) {
    this.original = original;
    this.repository = repository;
  }

  /// Opens the mirror, which is made when it is missing.
  ///
  /// @param original the git directory that is followed
  public static Mirror open(Path original, Path folder) throws IOException {
    return new Mirror(original, BareCopy.open(folder));
  }

  /// The mirror's own repository.
  public Repository repository() {
    return repository;
  }

  /// The commit that an environment follows now, in the original; absent before the first commit,
  /// or when what is followed is not there any more.
  public Optional<String> followed(Follows follows) throws IOException {
    try (Repository now = new FileRepositoryBuilder().setGitDir(original.toFile()).build()) {
      Optional<String> name =
          switch (follows) {
            case Head() -> Optional.of("HEAD");
            case Branch(var branch) -> Optional.of("refs/heads/" + branch);
            case Commit(var id) -> Optional.of(id);
            case Tag tag -> TagChoice.newest(tag, tags(now)).map(it -> Constants.R_TAGS + it);
          };
      return name.isPresent()
          ? Optional.ofNullable(now.resolve(name.get() + "^{commit}")).map(ObjectId::name)
          : Optional.empty();
    } catch (MissingObjectException gone) {
      return Optional.empty();
    }
  }

  private static List<String> tags(Repository original) throws IOException {
    return original.getRefDatabase().getRefsByPrefix(Constants.R_TAGS).stream()
        .map(ref -> ref.getName().substring(Constants.R_TAGS.length()))
        .toList();
  }

  /// Copies a commit that the original has.
  ///
  /// @throws IOException when the original does not give it
  public void fetch(String revision) throws IOException {
    if (repository.getObjectDatabase().has(ObjectId.fromString(revision))) {
      return;
    }
    try (Git git = Git.wrap(repository)) {
      List<RefSpec> refs = new ArrayList<>();
      refs.add(new RefSpec("+refs/heads/*:" + PINS + "heads/*"));
      refs.add(new RefSpec("+refs/tags/*:" + PINS + "tags/*"));
      if (followed(new Head()).isPresent()) {
        refs.add(new RefSpec("+HEAD:" + PINS + "head"));
      }
      FetchCommand fetch =
          git.fetch()
              .setRemote(original.toUri().toString())
              .setRefSpecs(refs)
              .setCheckFetchedObjects(true)
              .setRemoveDeletedRefs(true);
      if (isShallow()) {
        fetch.setDepth(1).setCheckFetchedObjects(false);
      }
      fetch.call();
    } catch (GitAPIException e) {
      throw new IOException("git does not give " + revision + ": " + e.getMessage(), e);
    }
    if (!repository.getObjectDatabase().has(ObjectId.fromString(revision))) {
      throw new IOException("no branch or tag leads to " + revision);
    }
  }

  /// A clone without its history, as continuous integration makes them, can only give its tips.
  private boolean isShallow() throws IOException {
    try (Repository now = new FileRepositoryBuilder().setGitDir(original.toFile()).build()) {
      return !now.getObjectDatabase().getShallowCommits().isEmpty();
    }
  }

  /// Keeps a commit under a name.
  ///
  /// @throws IOException when it cannot be kept
  public void pin(String name, String revision) throws IOException {
    RefUpdate update = repository.updateRef(PINS + name);
    update.setNewObjectId(ObjectId.fromString(revision));
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON,
          IO_FAILURE,
          RENAMED ->
          throw new IOException(revision + " could not be kept as " + name + ": " + result);
    }
  }

  /// The commit that is kept under a name.
  public static Optional<String> pinned(Repository mirror, String name) throws IOException {
    return Optional.ofNullable(mirror.resolve(PINS + name)).map(ObjectId::name);
  }

  @Override
  public void close() {
    repository.close();
  }
}
