package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// The ignore files of one name on the way from the root to a folder, the nearest asked first, each
/// with gitignore syntax.
final class IgnoreRules {
  private final @Nullable IgnoreRules outer;
  private final String folder;
  private final IgnoreNode node;

  private IgnoreRules(@Nullable IgnoreRules outer, String folder, IgnoreNode node) {
    this.outer = outer;
    this.folder = folder;
    this.node = node;
  }

  static IgnoreRules none() {
    return new IgnoreRules(null, "", new IgnoreNode());
  }

  /// Whether rules can be matched in a time that is worth it.
  static boolean isCheap(Storage storage, Storage.Item file) throws IOException {
    try (InputStream content = storage.open(file)) {
      String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
      return text.lines().count() <= Limits.MOST_RULES
          && text.lines().allMatch(it -> wildcards(it) <= Limits.MOST_WILDCARDS);
    }
  }

  /// Each of a run counts: in a pattern with brackets JGit tries every way to part a name among
  /// them.
  private static long wildcards(String line) {
    return line.startsWith("#") ? 0 : line.chars().filter(it -> it == '*').count();
  }

  /// These rules and those of an ignore file in a folder; empty when the file holds a pattern that
  /// is none.
  Optional<IgnoreRules> with(String inFolder, InputStream file) throws IOException {
    IgnoreNode inner = new IgnoreNode();
    try {
      inner.parse(file);
    } catch (IndexOutOfBoundsException broken) {
      // How JGit ends at brackets that close what nothing has opened.
      return Optional.empty();
    }
    return Optional.of(new IgnoreRules(this, inFolder, inner));
  }

  boolean ignores(String path, boolean isFolder) {
    return verdict(path, isFolder).orElse(false);
  }

  private Optional<Boolean> verdict(String path, boolean isFolder) {
    String relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
    Boolean here = node.checkIgnored(relative, isFolder);
    if (here != null) {
      return Optional.of(here);
    }
    return outer == null ? Optional.empty() : outer.verdict(path, isFolder);
  }
}
