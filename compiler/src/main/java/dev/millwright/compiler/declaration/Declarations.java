package dev.millwright.compiler.declaration;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All resources by address; of two with one address the first in order of file and place.
///
/// @param broken resources that are declared and could not be read
public record Declarations(
    SortedMap<Address, LocatedResource> resources, SortedSet<Address> broken) {
  public Declarations {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
  }

  /// Sorts what was read; duplicates are findings.
  public static Declarations of(Reading reading, SortedSet<Address> broken, Findings findings) {
    SortedMap<Address, LocatedResource> resources = new TreeMap<>();
    for (LocatedResource resource : reading.resources()) {
      LocatedResource first = resources.putIfAbsent(resource.address(), resource);
      if (first != null) {
        findings.add(
            Diagnostic.error(
                    Rule.DUPLICATE_RESOURCE,
                    resource.span(),
                    "`" + resource.address() + "` is declared a second time")
                .hint("rename one of the two, or delete it")
                .related(first.span(), "the first one"));
      }
    }
    return new Declarations(resources, broken);
  }

  /// The resource of a name, as its kind.
  public <R extends Resource> Optional<Declared<R>> find(Class<R> type, Kind kind, Name name) {
    LocatedResource found = resources.get(new Address(kind, name));
    return found == null
        ? Optional.empty()
        : Optional.of(new Declared<>(type.cast(found.resource()), found));
  }

  /// All resources of a kind, in order of name.
  public <R extends Resource> List<Declared<R>> all(Class<R> type) {
    return resources.values().stream()
        .filter(located -> type.isInstance(located.resource()))
        .map(located -> new Declared<>(type.cast(located.resource()), located))
        .toList();
  }

  /// Whether something is declared there, even if it could not be read.
  public boolean declares(Address address) {
    return resources.containsKey(address) || broken.contains(address);
  }

  /// What to type instead of a name that leads nowhere.
  public Optional<String> hint(Address missing) {
    List<String> names =
        Stream.concat(resources.keySet().stream(), broken.stream())
            .filter(address -> address.kind() == missing.kind())
            .map(address -> address.name().text())
            .sorted()
            .toList();
    return names.isEmpty()
        ? Optional.of("the project has no " + missing.kind() + " yet; declare it")
        : Nearest.hint(missing.name().text(), names)
            .or(() -> Optional.of("there are: " + shown(names)));
  }

  private static String shown(List<String> names) {
    int most = 10;
    String listed = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? listed + ", …" : listed;
  }
}
