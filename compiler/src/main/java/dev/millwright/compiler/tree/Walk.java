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
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;

/// Gathers the plain files of a storage and refuses everything that is not one.
final class Walk {
  private static final String IGNORE_FILE = ".millwrightignore";

  private final Storage storage;
  private final NavigableMap<String, Item> files = new TreeMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Map<String, String> folded = new HashMap<>();
  private int entries;
  private int folders;
  private boolean isFull;

  private Walk(Storage storage) {
    this.storage = storage;
  }

  static Walk over(Storage storage) throws IOException {
    Walk walk = new Walk(storage);
    walk.folder("", IgnoreRules.none(), 0);
    return walk;
  }

  NavigableMap<String, Item> files() {
    return files;
  }

  List<Diagnostic> findings() {
    List<Diagnostic> sorted = findings.stream().sorted().toList();
    if (sorted.size() <= Limits.MOST_FINDINGS) {
      return sorted;
    }
    List<Diagnostic> first = new ArrayList<>(sorted.subList(0, Limits.MOST_FINDINGS));
    int more = sorted.size() - Limits.MOST_FINDINGS;
    first.add(
        Diagnostic.error(
                Rule.PROJECT_LIMIT, first.getLast().span(), more + " more paths are refused")
            .hint("correct those that are named, and look again"));
    return first;
  }

  private void folder(String path, IgnoreRules outer, int depth) throws IOException {
    List<Item> items = list(path);
    IgnoreRules rules = rules(path, items, outer);
    for (Item item : items) {
      if (entries++ >= Limits.MOST_ENTRIES) {
        tooMany();
        return;
      }
      if (!isFull
          && !rules.ignores(item.path(), item.type() == Storage.Type.FOLDER)
          && isSafe(item)) {
        take(item, rules, depth);
      }
    }
  }

  private List<Item> list(String path) throws IOException {
    try {
      return storage.list(path);
    } catch (TooLargeException e) {
      tooMany();
    } catch (CorruptObjectException | IncorrectObjectTypeException e) {
      Span place = Span.startOf(path);
      findings.add(
          Diagnostic.error(Rule.UNSAFE_PATH, place, "git cannot read the folder `" + path + "`")
              .hint("delete it, and commit it again"));
    }
    return List.of();
  }

  private void tooMany() {
    String most =
        "a project has no more than %d files, and no more than %d folders"
            .formatted(Limits.MOST_ENTRIES, Limits.MOST_FOLDERS);
    Diagnostic finding =
        Diagnostic.error(Rule.PROJECT_LIMIT, Span.startOf("project.yaml"), most)
            .hint("name what is no part of it in " + IGNORE_FILE);
    if (!isFull) {
      isFull = true;
      files.clear();
      findings.add(finding);
    }
  }

  private IgnoreRules rules(String folder, List<Item> items, IgnoreRules outer) throws IOException {
    for (Item item : items) {
      if (item.name().equals(IGNORE_FILE) && isPlain(item) && isRead(item)) {
        try (InputStream file = storage.open(item)) {
          return outer.with(folder, file).orElseGet(() -> unreadable(item, outer));
        }
      }
    }
    return outer;
  }

  private IgnoreRules unreadable(Item file, IgnoreRules outer) {
    String message = "the file is not read: one of its patterns has brackets that do not pair";
    findings.add(
        Diagnostic.error(Rule.INVALID_VALUE, Span.startOf(file.path()), message)
            .hint("write a bracket that stands for itself as `\\[` or `\\]`"));
    return outer;
  }

  private boolean isRead(Item item) throws IOException {
    boolean isSmall = storage.size(item) <= Limits.LARGEST_IGNORE_FILE;
    if (isSmall && IgnoreRules.isCheap(storage, item)) {
      return true;
    }
    findings.add(
        Diagnostic.error(
                Rule.PROJECT_LIMIT,
                Span.startOf(item.path()),
                "the file is not read: it has more than %d bytes or %d lines, or a line with more than %d stars"
                    .formatted(
                        Limits.LARGEST_IGNORE_FILE, Limits.MOST_RULES, Limits.MOST_WILDCARDS))
            .hint("name folders in it, not files"));
    return false;
  }

  private static boolean isPlain(Item item) {
    return item.type() == Storage.Type.FILE || item.type() == Storage.Type.EXECUTABLE;
  }

  private void take(Item item, IgnoreRules rules, int depth) throws IOException {
    switch (item.type()) {
      case FILE, EXECUTABLE -> files.put(item.path(), item);
      case FOLDER -> inner(item, rules, depth + 1);
      case LINK -> refuse(item, "is a symbolic link", "commit the file itself");
      case REPOSITORY -> refuse(item, "is another repository", "commit its files here");
    }
  }

  private void inner(Item item, IgnoreRules rules, int depth) throws IOException {
    if (++folders > Limits.MOST_FOLDERS) {
      tooMany();
    } else if (depth <= Limits.DEEPEST) {
      folder(item.path(), rules, depth);
    } else {
      String most = "folders stand in each other more than " + Limits.DEEPEST + " deep";
      findings.add(
          Diagnostic.error(Rule.PROJECT_LIMIT, Span.startOf(item.path()), most)
              .hint("move it up, or name it in " + IGNORE_FILE));
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
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private void refuse(Item item, String what, String cure) {
    Span place = Span.startOf(item.path());
    findings.add(
        Diagnostic.error(Rule.UNSAFE_PATH, place, "`" + item.path() + "` " + what)
            .hint(cure + ", or name it in " + IGNORE_FILE));
  }
}
