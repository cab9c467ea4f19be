package dev.millwright.reconciler.hub;

import dev.millwright.reconciler.git.BareCopy;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Project.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/// A bare copy of a catalog's repository. What was fetched once stays, wherever the original's
/// branches and tags go.
///
/// @param git where the original is
record CatalogCopy(String git, Repository repository) {
  private static final String HEAD = "refs/millwright/head";

  /// Opens the copy, which is made when it is missing.
  static CatalogCopy open(String git, Path folder) throws IOException {
    return new CatalogCopy(git, BareCopy.open(folder));
  }

  boolean has(String commit) throws IOException {
    return repository.getObjectDatabase().has(ObjectId.fromString(commit));
  }

  /// Brings the copy up to date.
  ///
  /// @throws CatalogFailure when the original cannot be reached
  void fetch() {
    if (!Catalog.URL.matcher(git).matches()) {
      throw new IllegalArgumentException("not to be fetched from: " + git);
    }
    try (Git fetching = Git.wrap(repository)) {
      BareCopy.fetch(fetching, git, HEAD).call();
    } catch (GitAPIException e) {
      throw new CatalogFailure(
          "the catalog at " + git + " cannot be fetched: " + e.getMessage(),
          "see that git can read it: git ls-remote " + git,
          e);
    }
  }

  /// The commit of a version: that of its tag, or else of the branch or tag that the catalog names.
  ///
  /// @throws CatalogFailure when there is no such branch or tag
  ObjectId commit(Need.Item need) throws IOException {
    List<String> names = new ArrayList<>(List.of(Constants.R_TAGS + need.reference().tag()));
    if (need.ref().equals(Constants.HEAD)) {
      names.add(HEAD);
    }
    names.add(Constants.R_HEADS + need.ref());
    names.add(Constants.R_TAGS + need.ref());
    for (String name : names) {
      Optional<ObjectId> commit = resolved(name);
      if (commit.isPresent()) {
        return commit.get();
      }
    }
    throw new CatalogFailure(
        "the catalog at " + git + " has no branch and no tag `" + need.ref() + "`",
        "git ls-remote " + git + " lists them");
  }

  private Optional<ObjectId> resolved(String ref) throws IOException {
    Ref found = repository.exactRef(ref);
    try {
      return found == null
          ? Optional.empty()
          : Optional.ofNullable(repository.resolve(ref + "^{commit}"));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  /// The versions of an item that have a tag.
  List<String> tagged(Need.Item need) throws IOException {
    String start = Constants.R_TAGS + need.reference().item() + "/v";
    return repository.getRefDatabase().getRefsByPrefix(start).stream()
        .map(ref -> ref.getName().substring(start.length()))
        .sorted()
        .toList();
  }
}
