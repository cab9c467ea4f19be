package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.HubReference;

/// A resource that takes an item of a hub: what it is, is known with the item. See
/// [ResourceReader#used].
///
/// @param part the document, with a stand-in for the resource: of what it says only the fields that
///   stand in the document count
public record Used(LocatedResource part, HubReference reference) {
  public Address address() {
    return part.address();
  }

  /// Where the reference stands.
  public Span span() {
    return part.spanOf("/spec/uses");
  }
}
