package dev.millwright.reconciler.hub;

import dev.millwright.compiler.hub.ItemContent;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;

/// Catalogs by their URL, copied into a folder that projects may share. Safe for several threads.
/// Copies stay open as long as this does.
public final class GitCatalogs implements PinnedItems, AutoCloseable {
  private final Path folder;
  private final Map<String, CatalogCopy> copies = new ConcurrentHashMap<>();

  /// @param folder need not exist yet
  public GitCatalogs(Path folder) {
    this.folder = folder;
  }

  /// Looks an item up, as its catalog has it now.
  ///
  /// @throws CatalogFailure when the catalog cannot be reached, or has no such item of this version
  public LockEntry.Item pin(Need.Item need) {
    CatalogCopy copy = copy(need.git());
    copy.fetch();
    try {
      ObjectId commit = copy.commit(need);
      ItemContent item = new ItemContent(tree(copy, commit.name(), need.folder()));
      if (item.tree().paths().isEmpty()) {
        throw missing(need, tree(copy, commit.name(), need.path()));
      }
      return switch (item.resource(need.reference())) {
        case ItemContent.Item _ -> new LockEntry.Item(need, commit.name(), item.digest());
        case ItemContent.Unfit(var why, var _) -> throw unfit(need, why, copy.tagged(need));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A commit that is not in the copy is fetched; then the copy serves without the network.
  @Override
  public Optional<ProjectTree> find(LockEntry.Item pin) {
    CatalogCopy copy = copy(pin.need().git());
    try {
      if (!copy.has(pin.commit())) {
        copy.fetch();
      }
      return copy.has(pin.commit())
          ? Optional.of(tree(copy, pin.commit(), pin.need().folder()))
          : Optional.empty();
    } catch (CatalogFailure e) {
      // Every command makes catalogs, and a process's first logger searches all jars for others.
      System.getLogger(GitCatalogs.class.getName())
          .log(System.Logger.Level.DEBUG, "a pinned item is not at hand", e);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CatalogCopy copy(String git) {
    return copies.computeIfAbsent(
        git,
        url -> {
          try {
            return CatalogCopy.open(url, folder.resolve(Digest.of(url).hex() + ".git"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static ProjectTree tree(CatalogCopy copy, String commit, String folder) {
    return GitTrees.at(copy.repository(), commit, folder);
  }

  private static CatalogFailure missing(Need.Item need, ProjectTree catalog) {
    List<String> items =
        catalog.paths().stream()
            .filter(path -> path.contains("/"))
            .map(path -> path.substring(0, path.indexOf('/')))
            .distinct()
            .toList();
    String item = need.reference().item().text();
    String listed =
        items.isEmpty()
            ? "it has no folders" + (need.path().isEmpty() ? "" : " below " + need.path())
            : "there are: " + String.join(", ", items);
    return new CatalogFailure(
        "the catalog `%s` has no item `%s`".formatted(need.reference().catalog(), item),
        Nearest.hint(item, items).orElse(listed));
  }

  private static CatalogFailure unfit(Need.Item need, String why, List<String> tagged) {
    String hint =
        tagged.isEmpty()
            ? "it has no tags `%s/v…` for other versions".formatted(need.reference().item())
            : "versions with a tag: " + String.join(", ", tagged);
    return new CatalogFailure("`" + need.reference() + "` cannot be taken: " + why, hint);
  }

  @Override
  public void close() {
    copies.values().forEach(copy -> copy.repository().close());
  }
}
