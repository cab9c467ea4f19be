package dev.millwright.compiler.declaration;

import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.Broken;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All resources by address; of two with one address the first in order of file and place.
public final class Declarations {
  private final SortedMap<Address, LocatedResource> resources;
  // Looked at far more often than walked through.
  private final Map<Address, LocatedResource> found;
  private final Map<Kind, List<LocatedResource>> kinds;
  private final Broken broken;
  private final Optional<Watch> watch;

  /// @param broken resources that are declared and could not be read
  public Declarations(SortedMap<Address, LocatedResource> resources, Broken broken) {
    this.resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    this.found = new HashMap<>(resources);
    this.kinds =
        resources.values().stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.resource().kind(),
                    () -> new EnumMap<>(Kind.class),
                    Collectors.toList()));
    this.broken = broken;
    this.watch = Optional.empty();
  }

  private Declarations(Declarations declarations, Watch watch) {
    this.resources = declarations.resources;
    this.found = declarations.found;
    this.kinds = declarations.kinds;
    this.broken = declarations.broken;
    this.watch = Optional.of(watch);
  }

  /// Other resources in place of these, of the same commit.
  public Declarations with(SortedMap<Address, LocatedResource> others) {
    return new Declarations(others, broken());
  }

  /// Is told what is looked at.
  public interface Watch {
    /// @param what as [#seen] answers it
    void found(Address address, Object what);

    void declares(Address address, boolean answer);

    /// More than single addresses.
    void everything();
  }

  /// The same, watched.
  public Declarations watched(Watch by) {
    return new Declarations(this, by);
  }

  public SortedMap<Address, LocatedResource> resources() {
    watch.ifPresent(Watch::everything);
    return resources;
  }

  /// Resources that are declared and could not be read.
  public Broken broken() {
    watch.ifPresent(Watch::everything);
    return broken;
  }

  /// What stands at an address, to be told from anything else with `equals`.
  public Object seen(Address address) {
    LocatedResource resource = found.get(address);
    return resource == null ? Optional.empty() : new Same<>(resource);
  }

  /// Sorts what was read; duplicates are findings.
  public static Declarations of(Reading reading, Findings findings) {
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
    return new Declarations(resources, reading.broken());
  }

  /// The resource of a name, as its kind.
  public <R extends Resource> Optional<Declared<R>> find(Class<R> type, Kind kind, Name name) {
    Address address = new Address(kind, name);
    watch.ifPresent(it -> it.found(address, seen(address)));
    LocatedResource resource = found.get(address);
    return resource == null
        ? Optional.empty()
        : Optional.of(new Declared<>(type.cast(resource.resource()), resource));
  }

  /// All resources of a kind, in order of name.
  public <R extends Resource> List<Declared<R>> all(Class<R> type) {
    watch.ifPresent(Watch::everything);
    return kinds.values().stream()
        .filter(located -> type.isInstance(located.getFirst().resource()))
        .flatMap(List::stream)
        .map(located -> new Declared<>(type.cast(located.resource()), located))
        .toList();
  }

  /// Whether something is declared there, even if it could not be read.
  public boolean declares(Address address) {
    boolean answer = found.containsKey(address) || broken.holds(address);
    watch.ifPresent(it -> it.declares(address, answer));
    return answer;
  }

  /// What to type instead of a name that leads nowhere.
  public Optional<String> hint(Address missing) {
    watch.ifPresent(Watch::everything);
    List<String> names =
        Stream.concat(resources.keySet().stream(), broken.addresses().stream())
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
