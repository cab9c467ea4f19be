package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Resources that are declared but could not be read: a reference to one leads somewhere, so it is
/// no further finding.
///
/// @param addresses of those whose kind and name are known
/// @param kinds of those whose name is none: any reference to such a kind may mean them
/// @param names of those whose kind is none
public record Broken(SortedSet<Address> addresses, SortedSet<Kind> kinds, SortedSet<Name> names) {
  private static final Broken NONE = new Broken(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

  public Broken {
    addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  public static Broken none() {
    return NONE;
  }

  /// One resource, by what stands where its kind and its name belong.
  static Broken of(String kind, String name) {
    Optional<Kind> known = Kind.ofWord(kind);
    Optional<Name> valid = Name.isValid(name) ? Optional.of(Name.of(name)) : Optional.empty();
    if (known.isPresent() && valid.isPresent()) {
      return none().and(List.of(new Address(known.get(), valid.get())));
    }
    return new Broken(
        new TreeSet<>(),
        new TreeSet<>(known.stream().toList()),
        new TreeSet<>(valid.stream().toList()));
  }

  /// All of several files.
  public static Broken ofAll(Collection<Broken> parts) {
    if (parts.isEmpty()) {
      return NONE;
    }
    SortedSet<Address> addresses = new TreeSet<>();
    SortedSet<Kind> kinds = new TreeSet<>();
    SortedSet<Name> names = new TreeSet<>();
    for (Broken part : parts) {
      addresses.addAll(part.addresses);
      kinds.addAll(part.kinds);
      names.addAll(part.names);
    }
    return new Broken(addresses, kinds, names);
  }

  public Broken and(Collection<Address> more) {
    SortedSet<Address> all = new TreeSet<>(addresses);
    all.addAll(more);
    return new Broken(all, kinds, names);
  }

  /// Whether a reference to the address may mean one of these.
  public boolean holds(Address address) {
    return addresses.contains(address)
        || kinds.contains(address.kind())
        || names.contains(address.name());
  }

  /// Whether one of these may be of the kind.
  public boolean mayHold(Kind kind) {
    return !names.isEmpty()
        || kinds.contains(kind)
        || addresses.stream().anyMatch(it -> it.kind() == kind);
  }

  public boolean isEmpty() {
    return addresses.isEmpty() && kinds.isEmpty() && names.isEmpty();
  }
}
