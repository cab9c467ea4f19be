package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
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

  /// These rules and those of an ignore file in a folder.
  IgnoreRules with(String inFolder, InputStream file) throws IOException {
    IgnoreNode inner = new IgnoreNode();
    inner.parse(file);
    return new IgnoreRules(this, inFolder, inner);
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
