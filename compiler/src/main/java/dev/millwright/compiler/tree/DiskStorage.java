package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;

/// A folder on disk, seen as git would commit it.
final class DiskStorage implements Storage {
  private final Path root;
  private final GitIgnored ignored;

  private DiskStorage(Path root, GitIgnored ignored) {
    this.root = root;
    this.ignored = ignored;
  }

  static DiskStorage at(Path root) throws IOException {
    return new DiskStorage(root, GitIgnored.around(root));
  }

  @Override
  public List<Item> list(String folder) throws IOException {
    return paths(folder)
        // Each is asked of the file system, and some are slow.
        .parallelStream()
        .map(entry -> item(folder, entry))
        .toList()
        .stream()
        .filter(item -> !ignored.covers(item.path(), item.type() == Type.FOLDER))
        .sorted(Comparator.comparing(Item::path))
        .toList();
  }

  private List<Path> paths(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(root.resolve(folder))) {
      return entries.filter(entry -> !entry.getFileName().toString().equals(".git")).toList();
    }
  }

  @Override
  public long size(Item file) throws IOException {
    return Files.size(root.resolve(file.path()));
  }

  @Override
  public InputStream open(Item file) throws IOException {
    return Files.newInputStream(root.resolve(file.path()), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public String blobId(Item file) throws IOException {
    try (var ids = new ObjectInserter.Formatter();
        InputStream content = open(file)) {
      return ids.idFor(Constants.OBJ_BLOB, size(file), content).name();
    }
  }

  private static Item item(String folder, Path entry) {
    String name = entry.getFileName().toString();
    return new Item(folder.isEmpty() ? name : folder + "/" + name, name, type(entry));
  }

  private static Type type(Path entry) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isSymbolicLink()) {
        return Type.LINK;
      }
      if (found.isDirectory()) {
        return Files.exists(entry.resolve(".git")) ? Type.REPOSITORY : Type.FOLDER;
      }
      return Files.isExecutable(entry) ? Type.EXECUTABLE : Type.FILE;
    } catch (IOException goneMeanwhile) {
      return Type.FILE;
    }
  }
}
