package dev.millwright.compiler.edit;

import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import dev.millwright.spec.yaml.Used;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The file that has a model's data cut-off, with that moved: the model's own, or the lock.
///
/// @param path relative to the project's folder
/// @param text the whole file
public record CutOffEdit(String path, String text) {
  private static final String CUT_OFF = "/spec/trainedBy/asOf";

  /// The file with the cut-off at another instant; empty when the tree has no such model, or
  /// nothing that gives it one.
  public static Optional<CutOffEdit> of(ProjectTree tree, Name model, Instant asOf) {
    Address address = new Address(Kind.MODEL, model);
    Reading reading = ResourceReader.read(yaml(tree));
    return Stream.concat(reading.resources().stream(), reading.uses().stream().map(Used::part))
        .filter(located -> located.address().equals(address))
        .findFirst()
        .flatMap(
            located ->
                located.tree().at(CUT_OFF).isMissingNode()
                    ? locked(tree, model, asOf)
                    : Optional.of(moved(tree, located, asOf)));
  }

  private static Optional<CutOffEdit> locked(ProjectTree tree, Name model, Instant asOf) {
    return CommitLock.of(tree, LockUse.KNOWN)
        .lock()
        .filter(lock -> lock.cutOff(model).isPresent())
        .map(lock -> lock.with(new LockEntry.CutOff(new Need.CutOff(model), asOf)))
        .map(lock -> new CutOffEdit(Lock.FILE, LockText.of(lock)));
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
