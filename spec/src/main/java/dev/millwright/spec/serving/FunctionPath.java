package dev.millwright.spec.serving;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Where a graph's process finds the functions that it asks, as the text of a variable.
public final class FunctionPath {
  /// The variable.
  public static final String VARIABLE = "MILLWRIGHT_FUNCTIONS";

  private FunctionPath() {}

  /// @param classPath folders and jars; `folder/*` stands for the folder's jars
  public static String text(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /// What [#text] has written; nothing of an empty text.
  public static List<Path> parse(String text) {
    return Arrays.stream(text.split(File.pathSeparator, -1))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .toList();
  }
}
