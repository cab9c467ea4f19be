package dev.millwright.compiler.source;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a feature set's rows stand: a connection's root and a path below it.
///
/// @param path the two joined: relative to the project's folder, or absolute; `*` matches within
///   one folder
public record SourceFiles(String path) {
  /// Absent when the path leaves the root.
  public static Optional<SourceFiles> below(String root, String path) {
    String joined = join(root, path);
    boolean leaves = List.of(joined.split("/")).contains("..") || path.startsWith("/");
    return leaves ? Optional.empty() : Optional.of(new SourceFiles(joined));
  }

  /// Outside of the project: read where it runs, not from the commit.
  public boolean isOutside() {
    return path.startsWith("/");
  }

  /// The files of the project that it names.
  public List<String> in(SortedSet<String> paths) {
    int star = path.indexOf('*');
    if (star < 0) {
      return paths.contains(path) ? List.of(path) : List.of();
    }
    Pattern pattern = pattern();
    String prefix = path.substring(0, star);
    return paths.tailSet(prefix).stream()
        .takeWhile(candidate -> candidate.startsWith(prefix))
        .filter(candidate -> pattern.matcher(candidate).matches())
        .toList();
  }

  /// The folder that holds the first wild card, or the file.
  public String folder() {
    int star = path.indexOf('*');
    String fixed = star < 0 ? path : path.substring(0, star);
    return fixed.substring(0, Math.max(0, fixed.lastIndexOf('/')));
  }

  private Pattern pattern() {
    String expression =
        Pattern.compile("\\*")
            .splitAsStream(path)
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]*"));
    return Pattern.compile(path.endsWith("*") ? expression + "[^/]*" : expression);
  }

  private static String join(String root, String path) {
    String folder = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    String clean = folder.startsWith("./") ? folder.substring(2) : folder;
    boolean isHere = clean.isEmpty() && !root.startsWith("/");
    return clean.equals(".") || isHere ? path : clean + "/" + path;
  }
}
