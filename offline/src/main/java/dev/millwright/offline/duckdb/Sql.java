package dev.millwright.offline.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/// Words and texts as SQL, quoted.
public final class Sql {
  private Sql() {}

  /// A name, whatever characters it has.
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A text.
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// A list of files, as table functions take it.
  public static String files(Collection<Path> files) {
    return files.stream()
        .map(file -> text(file.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
