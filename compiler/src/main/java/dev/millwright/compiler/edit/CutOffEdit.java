package dev.millwright.compiler.edit;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model's file with its data cut-off moved.
///
/// @param path relative to the project's folder
/// @param text the whole file
public record CutOffEdit(String path, String text) {
  private static final String CUT_OFF = "/spec/trainedBy/asOf";

  /// The model's file with `asOf` at another instant; empty when the tree has no such model with a
  /// cut-off of its own.
  public static Optional<CutOffEdit> of(ProjectTree tree, Name model, Instant asOf) {
    Address address = new Address(Kind.MODEL, model);
    return ResourceReader.read(yaml(tree)).resources().stream()
        .filter(located -> located.address().equals(address))
        .filter(located -> !located.tree().at(CUT_OFF).isMissingNode())
        .findFirst()
        .map(located -> moved(tree, located, asOf));
  }

  private static CutOffEdit moved(ProjectTree tree, LocatedResource located, Instant asOf) {
    String text = new String(tree.read(located.file()), StandardCharsets.UTF_8);
    Span place = located.spanOf(CUT_OFF);
    int start = offset(text, place.line(), place.column());
    int end = offset(text, place.endLine(), place.endColumn());
    return new CutOffEdit(located.file(), text.substring(0, start) + asOf + text.substring(end));
  }

  private static SortedMap<String, byte[]> yaml(ProjectTree tree) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    tree.paths().stream()
        .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
        .forEach(path -> files.put(path, tree.read(path)));
    return files;
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int passed = 1; passed < line; passed++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }
}
