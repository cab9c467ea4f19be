package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a commit says that is in no release: where things stand, what their authors call them, and
/// what a plan has to keep to.
///
/// @param project with every policy typed
/// @param documents what is declared, by address
/// @param revision the commit's id; absent for files whose edits may not be committed
/// @param approvals whom the `Approved-by:` trailers of the commit name
public record Origins(
    Project project,
    SortedMap<Address, LocatedResource> documents,
    Optional<String> revision,
    List<String> approvals) {
  public Origins {
    documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    approvals = List.copyOf(approvals);
  }

  /// The author's word for the contract.
  public Optional<String> version(Address address) {
    return Optional.ofNullable(documents.get(address))
        .flatMap(document -> document.resource().metadata().version());
  }

  /// What was renamed by its author's word: from the address now to the one before.
  public SortedMap<Address, Address> moves() {
    SortedMap<Address, Address> moves = new TreeMap<>();
    documents.forEach(
        (address, document) ->
            document
                .resource()
                .metadata()
                .movedFrom()
                .ifPresent(then -> moves.put(address, new Address(address.kind(), then))));
    return moves;
  }

  /// A place in the document of a resource that the commit declares.
  ///
  /// @param pointer a JSON pointer into the document
  /// @throws IllegalArgumentException when the commit declares nothing there
  public Place place(Address address, String pointer) {
    LocatedResource document = documents.get(address);
    if (document == null) {
      throw new IllegalArgumentException("nothing is declared at " + address);
    }
    return new Place(document, pointer);
  }
}
