package dev.millwright.compiler.tree;

import dev.millwright.compiler.tree.Storage.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/// The id that git would give a folder with some files.
final class TreeIds {
  private static final Comparator<String> GIT_ORDER =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Storage storage;

  TreeIds(Storage storage) {
    this.storage = storage;
  }

  /// @param folder ends with `/`; every file stands below it
  ObjectId of(String folder, Collection<Item> files) throws IOException {
    TreeFormatter tree = new TreeFormatter();
    for (var entry : byEntry(folder, files).entrySet()) {
      append(tree, folder, entry);
    }
    try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      return tree.computeId(ids);
    }
  }

  private void append(TreeFormatter tree, String folder, Map.Entry<String, Collection<Item>> entry)
      throws IOException {
    String key = entry.getKey();
    if (key.endsWith("/")) {
      String name = key.substring(0, key.length() - 1);
      tree.append(name, FileMode.TREE, of(folder + key, entry.getValue()));
    } else {
      Item file = entry.getValue().iterator().next();
      tree.append(key, mode(file), ObjectId.fromString(storage.blobId(file)));
    }
  }

  /// Direct children in git's order: a folder sorts as its name with a slash.
  private static Map<String, Collection<Item>> byEntry(String folder, Collection<Item> files) {
    Map<String, Collection<Item>> entries = new TreeMap<>(GIT_ORDER);
    for (Item file : files) {
      String rest = file.path().substring(folder.length());
      int slash = rest.indexOf('/');
      String key = slash < 0 ? rest : rest.substring(0, slash + 1);
      entries.computeIfAbsent(key, _ -> new ArrayList<>()).add(file);
    }
    return entries;
  }

  private static FileMode mode(Item file) {
    return file.type() == Storage.Type.EXECUTABLE
        ? FileMode.EXECUTABLE_FILE
        : FileMode.REGULAR_FILE;
  }
}
