package dev.millwright.compiler.plan;

import dev.millwright.compiler.version.Behaviour;
import dev.millwright.compiler.version.Contracts;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.plan.Change.FieldChange;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.release.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Two releases side by side: what each component was and is.
final class Difference {
  private final SortedMap<Address, Component> before;
  private final SortedMap<Address, Component> after;
  private final SortedMap<Address, Address> moves;
  // Every question looks here many times.
  private final Map<Address, Component> was;
  private final Map<Address, Component> is;
  private final SortedSet<Address> addresses;
  private final SortedSet<Address> changed = new TreeSet<>();

  /// @param declared what was moved by the authors' word, from the new address to the old one
  Difference(Optional<Release> from, Release to, Map<Address, Address> declared) {
    this.before = from.map(Release::components).orElseGet(TreeMap::new);
    this.after = to.components();
    this.moves = Moves.of(before, after, declared);
    this.was = new HashMap<>(before);
    this.is = new HashMap<>(after);
    this.addresses = new TreeSet<>(after.keySet());
    before.keySet().stream().filter(it -> !is.containsKey(it)).forEach(addresses::add);
    addresses.removeAll(moves.values());
    addresses.stream().filter(it -> !isKept(it) || !isSame(it)).forEach(changed::add);
  }

  /// Every component of either release; one that moved by its new address alone.
  SortedSet<Address> addresses() {
    return addresses;
  }

  /// Those of which something differs, which are few of many.
  SortedSet<Address> changed() {
    return changed;
  }

  /// The address that a component had before, when it moved.
  Optional<Address> movedFrom(Address address) {
    return Optional.ofNullable(moves.get(address));
  }

  Optional<Component> before(Address address) {
    return Optional.ofNullable(was.get(address));
  }

  Optional<Component> after(Address address) {
    return Optional.ofNullable(is.get(address));
  }

  SortedMap<Address, Component> after() {
    return after;
  }

  SortedMap<Address, Component> before() {
    return before;
  }

  boolean isNew(Address address) {
    return !was.containsKey(address);
  }

  boolean isGone(Address address) {
    return !is.containsKey(address);
  }

  boolean isKept(Address address) {
    return !isNew(address) && !isGone(address);
  }

  boolean hasNewVersion(Address address) {
    return isKept(address) && !was(address).version().equals(is(address).version());
  }

  /// Whether its own definition means something else, apart from what it depends on.
  boolean behavesOtherwise(Address address) {
    return hasNewVersion(address)
        && !Behaviour.of(was(address).definition()).equals(Behaviour.of(is(address).definition()));
  }

  boolean hasNewSource(Address address) {
    return address.kind() == Kind.FUNCTION
        && hasNewVersion(address)
        && !treeId(was(address)).equals(treeId(is(address)));
  }

  /// Whether the commit's lock pins other libraries for a function, or begins or ceases to.
  boolean hasNewLibraries(Address address) {
    return address.kind() == Kind.FUNCTION
        && hasNewVersion(address)
        && !libraries(was(address)).equals(libraries(is(address)));
  }

  /// Whether a model is a file of the commit now.
  boolean isArtifact(Address address) {
    return after(address).flatMap(Component::artifact).isPresent();
  }

  /// Whether a model that was a file is one still, with other content.
  boolean hasNewBytes(Address address) {
    return address.kind() == Kind.MODEL
        && hasNewVersion(address)
        && was(address).artifact().isPresent()
        && is(address).artifact().isPresent()
        && !was(address).artifact().equals(is(address).artifact());
  }

  /// Whether the commit's lock pins other images for a function.
  boolean hasNewImagePins(Address address) {
    return address.kind() == Kind.FUNCTION
        && hasNewVersion(address)
        && !pins(was(address)).images().equals(pins(is(address)).images());
  }

  /// Whether the commit's lock pins other distributions of Python for a function.
  boolean hasNewDistributions(Address address) {
    return address.kind() == Kind.FUNCTION
        && hasNewVersion(address)
        && !pins(was(address)).distributions().equals(pins(is(address)).distributions());
  }

  boolean hasNewSettings(Address address) {
    return isKept(address)
        && !isSame(address)
        && !behavesOtherwise(address)
        && !was(address).definition().equals(is(address).definition());
  }

  boolean hasNewData(Address address) {
    return address.kind() == Kind.FEATURE_SET
        && isKept(address)
        && !isSame(address)
        && !was(address).sources().equals(is(address).sources());
  }

  boolean hasNewImage(Address address) {
    return isKept(address) && !isSame(address) && !was(address).image().equals(is(address).image());
  }

  /// What it takes from others, if it took something else before.
  List<Address> changedDependencies(Address address) {
    if (!isKept(address) || was(address).dependencies().equals(is(address).dependencies())) {
      return List.of();
    }
    SortedMap<Address, Digest> earlier = new TreeMap<>();
    was(address).dependencies().forEach(it -> earlier.put(it.to(), it.taken()));
    return is(address).dependencies().stream()
        .filter(it -> earlier.containsKey(it.to()) && !it.taken().equals(earlier.get(it.to())))
        .map(Dependency::to)
        .toList();
  }

  /// How its promise differs; nothing of what is new or gone.
  List<ContractChange> contracts(Address address) {
    if (!isKept(address) || was(address).contract().equals(is(address).contract())) {
      return List.of();
    }
    Contracts earlier = Contracts.of(was(address).definition(), at -> was(at).definition());
    Contracts later = Contracts.of(is(address).definition(), at -> is(at).definition());
    return later.since(earlier, address);
  }

  /// The fields of the definition, the source and the data that differ.
  List<FieldChange> fields(Address address) {
    return movedFrom(address)
        .or(() -> isKept(address) && !isSame(address) ? Optional.of(address) : Optional.empty())
        .map(then -> FieldDiff.between(was(then), is(address)))
        .orElse(List.of());
  }

  /// Whether nothing of it differs. A component that was not derived anew is one object, and that
  /// is seen at once.
  @SuppressWarnings("ReferenceEquality")
  private boolean isSame(Address address) {
    return was(address) == is(address) || was(address).equals(is(address));
  }

  Component was(Address address) {
    return before(address).orElseThrow();
  }

  Component is(Address address) {
    return after(address).orElseThrow();
  }

  private static Optional<List<LockedLibrary>> libraries(Component component) {
    return component.image().flatMap(ImageSpec::libraries);
  }

  private static Pins pins(Component component) {
    return component.pins().orElseGet(Pins::none);
  }

  private static Optional<String> treeId(Component component) {
    return component.image().flatMap(ImageSpec::source).map(ImageSpec.Source::treeId);
  }
}
