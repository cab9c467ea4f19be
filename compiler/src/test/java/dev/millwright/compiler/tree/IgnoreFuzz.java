package dev.millwright.compiler.tree;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/// Any bytes as a `.millwrightignore`: some files of a project are left, in a time that is worth
/// it.
public final class IgnoreFuzz {
  private static final List<String> FILES =
      List.of(
          "project.yaml", "data/flights.parquet", "a/b/c/d/e.yaml", "features/b.yaml", "[x].txt");

  private IgnoreFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    SortedSet<String> left = WalkedTree.of(new Memory(data)).paths();
    if (!FILES.containsAll(left.stream().filter(it -> !it.startsWith(".")).toList())) {
      throw new AssertionError(left);
    }
  }

  /// A disk with these files and that ignore file.
  private record Memory(byte[] ignore) implements Storage {
    private static final String IGNORE = ".millwrightignore";

    @Override
    public List<Item> list(String folder) {
      Map<String, Item> items = new TreeMap<>();
      List<String> all = new ArrayList<>(FILES);
      all.add(IGNORE);
      String prefix = folder.isEmpty() ? "" : folder + "/";
      for (String file : all) {
        if (file.startsWith(prefix)) {
          String below = file.substring(prefix.length());
          int slash = below.indexOf('/');
          String name = slash < 0 ? below : below.substring(0, slash);
          Type type = slash < 0 ? Type.FILE : Type.FOLDER;
          items.put(name, new Item(prefix + name, name, type));
        }
      }
      return List.copyOf(items.values());
    }

    @Override
    public long size(Item file) {
      return file.path().equals(IGNORE) ? ignore.length : 0;
    }

    @Override
    public InputStream open(Item file) {
      return new ByteArrayInputStream(file.path().equals(IGNORE) ? ignore : new byte[0]);
    }

    @Override
    public String blobId(Item file) {
      throw new AssertionError("nobody asks for an id here");
    }
  }
}
