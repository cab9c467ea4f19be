package dev.millwright.compiler.hub;

import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.lock.LockEntry;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A project's files, and those of the items that it takes: `hub://flights/train@1.2.0/` and the
/// path in the item. No file of a project has such a path.
public final class HubTree implements ProjectTree {
  private final ProjectTree project;
  private final SortedMap<String, ProjectTree> items;
  private final SortedSet<String> paths;

  private HubTree(ProjectTree project, SortedMap<String, ProjectTree> items) {
    this.project = project;
    this.items = items;
    SortedSet<String> all = new TreeSet<>(project.paths());
    items.forEach((root, item) -> item.paths().forEach(path -> all.add(root + "/" + path)));
    this.paths = Collections.unmodifiableSortedSet(all);
  }

  /// A file, where it really stands.
  private record At(ProjectTree tree, String path) {}

  /// @param items by the reference that takes them, as text
  static ProjectTree of(ProjectTree project, SortedMap<String, ProjectTree> items) {
    return items.isEmpty() ? project : new HubTree(project, items);
  }

  /// The tree with all that its lock pins and that can be had: for building from a commit that was
  /// compiled.
  public static ProjectTree over(ProjectTree project, PinnedItems pinned) {
    SortedMap<String, ProjectTree> items = new TreeMap<>();
    CommitLock.of(project, LockUse.KNOWN).lock().stream()
        .flatMap(lock -> lock.of(LockEntry.Item.class).stream())
        .forEach(pin -> find(pin, pinned).ifPresent(tree -> items.put(pin.need().name(), tree)));
    return of(project, items);
  }

  private static Optional<ProjectTree> find(LockEntry.Item pin, PinnedItems pinned) {
    return pinned.find(pin).filter(tree -> new ItemContent(tree).digest().equals(pin.content()));
  }

  @Override
  public Optional<String> revision() {
    return project.revision();
  }

  @Override
  public List<String> approvals() {
    return project.approvals();
  }

  @Override
  public SortedSet<String> paths() {
    return paths;
  }

  @Override
  public List<Diagnostic> findings() {
    return project.findings();
  }

  @Override
  public long size(String path) {
    At at = at(path);
    return at.tree().size(at.path());
  }

  @Override
  public InputStream open(String path) {
    At at = at(path);
    return at.tree().open(at.path());
  }

  @Override
  public byte[] read(String path) {
    At at = at(path);
    return at.tree().read(at.path());
  }

  @Override
  public String blobId(String path) {
    At at = at(path);
    return at.tree().blobId(at.path());
  }

  @Override
  public Digest digest(String path) {
    At at = at(path);
    return at.tree().digest(at.path());
  }

  @Override
  public Optional<String> treeId(String folder) {
    At at = at(folder);
    return at.tree().treeId(at.path());
  }

  private At at(String path) {
    for (var item : items.entrySet()) {
      if (path.equals(item.getKey())) {
        return new At(item.getValue(), "");
      }
      if (path.startsWith(item.getKey() + "/")) {
        return new At(item.getValue(), path.substring(item.getKey().length() + 1));
      }
    }
    return new At(project, path);
  }
}
