package dev.millwright.compiler.tree;

import dev.millwright.compiler.tree.Storage.Item;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Gathers the plain files of a storage and refuses everything that is not one.
final class Walk {
  private static final String IGNORE_FILE = ".millwrightignore";

  private final Storage storage;
  private final NavigableMap<String, Item> files = new TreeMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Map<String, String> folded = new HashMap<>();

  private Walk(Storage storage) {
    this.storage = storage;
  }

  static Walk over(Storage storage) throws IOException {
    Walk walk = new Walk(storage);
    walk.folder("", IgnoreRules.none());
    return walk;
  }

  NavigableMap<String, Item> files() {
    return files;
  }

  List<Diagnostic> findings() {
    return findings.stream().sorted().toList();
  }

  private void folder(String path, IgnoreRules outer) throws IOException {
    List<Item> items = storage.list(path);
    IgnoreRules rules = rules(path, items, outer);
    for (Item item : items) {
      if (!rules.ignores(item.path(), item.type() == Storage.Type.FOLDER) && isSafe(item)) {
        take(item, rules);
      }
    }
  }

  private IgnoreRules rules(String folder, List<Item> items, IgnoreRules outer) throws IOException {
    for (Item item : items) {
      if (item.name().equals(IGNORE_FILE) && isPlain(item)) {
        try (InputStream file = storage.open(item)) {
          return outer.with(folder, file);
        }
      }
    }
    return outer;
  }

  private static boolean isPlain(Item item) {
    return item.type() == Storage.Type.FILE || item.type() == Storage.Type.EXECUTABLE;
  }

  private void take(Item item, IgnoreRules rules) throws IOException {
    switch (item.type()) {
      case FILE, EXECUTABLE -> files.put(item.path(), item);
      case FOLDER -> folder(item.path(), rules);
      case LINK -> refuse(item, "is a symbolic link", "commit the file itself");
      case REPOSITORY -> refuse(item, "is another repository", "commit its files here");
    }
  }

  private boolean isSafe(Item item) {
    if (!SafeNames.isSafe(item.name())) {
      refuse(item, "is a name that git or another machine reads otherwise", "rename it");
      return false;
    }
    String other = folded.putIfAbsent(fold(item.path()), item.path());
    if (other != null) {
      refuse(item, "is the same file as " + other + " on some machines", "rename one of them");
      return false;
    }
    return true;
  }

  private static String fold(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private void refuse(Item item, String what, String cure) {
    Span place = Span.startOf(item.path());
    findings.add(
        Diagnostic.error(Rule.UNSAFE_PATH, place, "`" + item.path() + "` " + what)
            .hint(cure + ", or name it in " + IGNORE_FILE));
  }
}
