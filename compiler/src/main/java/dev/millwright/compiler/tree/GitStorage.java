package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Git objects of one commit.
final class GitStorage implements Storage {
  private final Repository repository;
  private final Map<String, ObjectId> ids = new ConcurrentHashMap<>();

  private GitStorage(Repository repository) {
    this.repository = repository;
  }

  static GitStorage at(Repository repository, AnyObjectId root, String folder) throws IOException {
    GitStorage storage = new GitStorage(repository);
    if (folder.isEmpty()) {
      storage.ids.put("", root.copy());
      return storage;
    }
    try (TreeWalk found = TreeWalk.forPath(repository, folder, root)) {
      if (found != null && FileMode.TREE.equals(found.getRawMode(0))) {
        storage.ids.put("", found.getObjectId(0));
      }
    }
    return storage;
  }

  @Override
  public List<Item> list(String folder) throws IOException {
    List<Item> items = new ArrayList<>();
    if (!ids.containsKey(folder)) {
      return items;
    }
    try (TreeWalk walk = new TreeWalk(repository)) {
      if (walk.getObjectReader().getObjectSize(id(folder), Constants.OBJ_TREE)
          > Limits.LARGEST_FOLDER) {
        throw new TooLargeException(folder);
      }
      walk.addTree(id(folder));
      while (walk.next() && items.size() <= Limits.MOST_ENTRIES) {
        String name = walk.getNameString();
        String path = folder.isEmpty() ? name : folder + "/" + name;
        ids.put(path, walk.getObjectId(0));
        items.add(new Item(path, name, type(walk.getRawMode(0))));
      }
    }
    return items;
  }

  @Override
  public long size(Item file) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reader.getObjectSize(id(file.path()), Constants.OBJ_BLOB);
    }
  }

  @Override
  public InputStream open(Item file) throws IOException {
    return repository.open(id(file.path())).openStream();
  }

  @Override
  public String blobId(Item file) {
    return id(file.path()).name();
  }

  private ObjectId id(String path) {
    ObjectId id = ids.get(path);
    if (id == null) {
      throw new IllegalArgumentException("not listed yet: " + path);
    }
    return id;
  }

  private static Type type(int mode) {
    if (FileMode.TREE.equals(mode)) {
      return Type.FOLDER;
    }
    if (FileMode.SYMLINK.equals(mode)) {
      return Type.LINK;
    }
    if (FileMode.EXECUTABLE_FILE.equals(mode)) {
      return Type.EXECUTABLE;
    }
    return FileMode.REGULAR_FILE.equals(mode) ? Type.FILE : Type.REPOSITORY;
  }
}
