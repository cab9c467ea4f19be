package dev.millwright.compiler.hub;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The folder of an item.
///
/// @param tree paths relative to the folder
public record ItemContent(ProjectTree tree) {
  /// What an item is, or why it is none.
  public sealed interface Answer {}

  public record Item(LocatedResource resource) implements Answer {}

  /// @param why a part of a sentence
  /// @param hint what to do about it
  public record Unfit(String why, String hint) implements Answer {
    private static Unfit of(String why) {
      return new Unfit(why, "name another item or version in `uses`");
    }
  }

  /// Of names and bytes of all files, whatever the repository calls them.
  public Digest digest() {
    SortedMap<String, Digest> files = new TreeMap<>();
    tree.paths().forEach(path -> files.put(path, tree.digest(path)));
    return Canonical.digest(files);
  }

  /// The resource of a kind, if these are the files that were pinned.
  Answer pinned(LockEntry.Item pin, Kind kind) {
    Digest found = digest();
    return found.equals(pin.content())
        ? resource(pin.need().reference(), List.of(kind))
        : new Unfit(
            "its files are sha256:%s, and the lock pins sha256:%s"
                .formatted(found.hex(), pin.content().hex()),
            "see who changed the lock; `millwright lock --upgrade` pins the item as it is now");
  }

  /// The item, of whichever kind it is.
  public Answer resource(HubReference reference) {
    return resource(reference, List.of(Kind.FUNCTION, Kind.MODEL));
  }

  /// The one resource of some kinds that stands in the folder itself.
  private Answer resource(HubReference reference, List<Kind> kinds) {
    List<Diagnostic> wrong = new ArrayList<>(tree.findings());
    List<LocatedResource> found = new ArrayList<>();
    for (String path : tree.paths()) {
      if (!path.contains("/") && (path.endsWith(".yaml") || path.endsWith(".yml"))) {
        Optional<Reading> reading = read(path);
        if (reading.isEmpty()) {
          return Unfit.of(path + " is too large to read");
        }
        wrong.addAll(reading.get().findings());
        reading.get().resources().stream()
            .filter(it -> kinds.contains(it.address().kind()))
            .forEach(found::add);
      }
    }
    return wrong.stream()
        .filter(it -> it.severity() == Severity.ERROR)
        .findFirst()
        .<Answer>map(it -> Unfit.of("in it, " + it.span() + ": " + it.message()))
        .orElseGet(() -> one(found, reference, kinds));
  }

  private Optional<Reading> read(String path) {
    return tree.size(path) <= ProjectTree.LARGEST_TEXT
        ? Optional.of(ResourceReader.read(path, tree.read(path)))
        : Optional.empty();
  }

  private static Answer one(List<LocatedResource> found, HubReference reference, List<Kind> kinds) {
    if (found.size() != 1) {
      String there =
          found.isEmpty()
              ? "none"
              : found.stream().map(it -> it.address().toString()).collect(Collectors.joining(", "));
      String asked = kinds.stream().map(Kind::word).collect(Collectors.joining(" or "));
      return Unfit.of("an item holds one %s, and there is: %s".formatted(asked, there));
    }
    Optional<String> version = found.getFirst().resource().metadata().version();
    return version.equals(Optional.of(reference.version()))
        ? new Item(found.getFirst())
        : Unfit.of(
            "its `metadata.version` is " + version.map(it -> "`" + it + "`").orElse("not there"));
  }
}
