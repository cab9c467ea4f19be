package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/// What git would not commit: by `.gitignore` files from the repository's root down and the
/// repository's own `info/exclude`. What is in the index already is committed all the same.
final class GitIgnored {
  private final Path root;
  private final String project;
  private final Optional<Path> gitFolder;
  private final Map<String, IgnoreRules> rules = new HashMap<>();
  private Optional<NavigableSet<String>> index = Optional.empty();

  private GitIgnored(Path root, String project, Optional<Path> gitFolder) {
    this.root = root;
    this.project = project;
    this.gitFolder = gitFolder;
  }

  static GitIgnored around(Path project) throws IOException {
    for (Path folder = project; folder != null; folder = folder.getParent()) {
      Path git = folder.resolve(".git");
      if (Files.exists(git)) {
        String path = folder.relativize(project).toString().replace('\\', '/');
        return new GitIgnored(folder, path, Optional.of(gitFolder(git)));
      }
    }
    return new GitIgnored(project, "", Optional.empty());
  }

  /// @param path relative to the project
  synchronized boolean covers(String path, boolean isFolder) {
    String full = project.isEmpty() ? path : project + "/" + path;
    try {
      return isIgnored(full, isFolder) && !isTracked(full, isFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isIgnored(String path, boolean isFolder) throws IOException {
    String parent = parentOf(path);
    boolean above = !parent.isEmpty() && isIgnored(parent, true);
    return above || rulesIn(parent).ignores(path, isFolder);
  }

  private boolean isTracked(String path, boolean isFolder) throws IOException {
    if (index.isEmpty()) {
      index = Optional.of(readIndex());
    }
    NavigableSet<String> tracked = index.orElseThrow();
    String next = isFolder ? tracked.ceiling(path + "/") : null;
    return isFolder ? next != null && next.startsWith(path + "/") : tracked.contains(path);
  }

  private NavigableSet<String> readIndex() throws IOException {
    NavigableSet<String> paths = new TreeSet<>();
    Path file = gitFolder.map(folder -> folder.resolve("index")).orElse(root.resolve(".git"));
    if (Files.isRegularFile(file)) {
      DirCache entries = DirCache.read(file.toFile(), FS.DETECTED);
      for (int at = 0; at < entries.getEntryCount(); at++) {
        paths.add(entries.getEntry(at).getPathString());
      }
    }
    return paths;
  }

  private IgnoreRules rulesIn(String folder) throws IOException {
    IgnoreRules known = rules.get(folder);
    if (known != null) {
      return known;
    }
    IgnoreRules outer = folder.isEmpty() ? excluded() : rulesIn(parentOf(folder));
    IgnoreRules here = with(outer, folder, root.resolve(folder).resolve(".gitignore"));
    rules.put(folder, here);
    return here;
  }

  private IgnoreRules excluded() throws IOException {
    return gitFolder.isEmpty()
        ? IgnoreRules.none()
        : with(IgnoreRules.none(), "", gitFolder.get().resolve("info/exclude"));
  }

  private static IgnoreRules with(IgnoreRules outer, String folder, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return outer;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return outer.with(folder, content).orElse(outer);
    }
  }

  private static String parentOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /// A linked work tree has a file here that names its own folder.
  private static Path gitFolder(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String text = Files.readString(git).strip();
    String path = text.startsWith("gitdir:") ? text.substring("gitdir:".length()).strip() : text;
    return git.resolveSibling(path);
  }
}
