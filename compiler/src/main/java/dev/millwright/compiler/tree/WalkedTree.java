package dev.millwright.compiler.tree;

import dev.millwright.compiler.tree.Storage.Item;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.jgit.revwalk.RevCommit;

/// A storage, walked once; contents and ids are read when they are asked for.
record WalkedTree(
    Optional<String> revision,
    List<String> approvals,
    Storage storage,
    NavigableMap<String, Item> files,
    List<Diagnostic> findings)
    implements ProjectTree {
  private static final String APPROVED_BY = "Approved-by";

  static WalkedTree of(Storage storage) {
    Walk walk = reading(() -> Walk.over(storage));
    return new WalkedTree(Optional.empty(), List.of(), storage, walk.files(), walk.findings());
  }

  static WalkedTree of(RevCommit commit, Storage storage) {
    Walk walk = reading(() -> Walk.over(storage));
    return new WalkedTree(
        Optional.of(commit.name()),
        commit.getFooterLines(APPROVED_BY).stream().filter(it -> !it.isBlank()).toList(),
        storage,
        walk.files(),
        walk.findings());
  }

  @Override
  public SortedSet<String> paths() {
    return Collections.unmodifiableSortedSet(files.navigableKeySet());
  }

  @Override
  public long size(String path) {
    return reading(() -> storage.size(item(path)));
  }

  @Override
  public InputStream open(String path) {
    return reading(() -> storage.open(item(path)));
  }

  @Override
  public byte[] read(String path) {
    return reading(
        () -> {
          try (InputStream content = storage.open(item(path))) {
            byte[] bytes = content.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
              throw new IllegalArgumentException(path + " is too large to be text");
            }
            return bytes;
          }
        });
  }

  @Override
  public String blobId(String path) {
    return reading(() -> storage.blobId(item(path)));
  }

  @Override
  public Digest digest(String path) {
    return reading(
        () -> {
          try (InputStream content = storage.open(item(path))) {
            return Digest.of(content);
          }
        });
  }

  @Override
  public Optional<String> treeId(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    var below = files.tailMap(prefix).values().stream().toList();
    var inside = below.stream().filter(file -> file.path().startsWith(prefix)).toList();
    return inside.isEmpty()
        ? Optional.empty()
        : Optional.of(reading(() -> new TreeIds(storage).of(prefix, inside)).name());
  }

  private Item item(String path) {
    Item item = files.get(path);
    if (item == null) {
      throw new IllegalArgumentException("the project has no file " + path);
    }
    return item;
  }

  private interface Read<T> {
    T run() throws IOException;
  }

  private static <T> T reading(Read<T> read) {
    try {
      return read.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
