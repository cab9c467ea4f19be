package dev.millwright.compiler.reference;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.SortedMap;
import java.util.TreeMap;

/// Names that resources had before: what is still declared under that name did not move, and one
/// resource becomes one.
record MovedFromCheck(Declarations declarations, Findings findings) {
  void check() {
    SortedMap<Address, LocatedResource> movers = new TreeMap<>();
    for (LocatedResource located : declarations.resources().values()) {
      located.resource().metadata().movedFrom().ifPresent(then -> check(located, then, movers));
    }
  }

  private void check(
      LocatedResource located, Name then, SortedMap<Address, LocatedResource> movers) {
    Address before = new Address(located.address().kind(), then);
    Place place = new Place(located, "/metadata/movedFrom");
    LocatedResource there = declarations.resources().get(before);
    LocatedResource first = movers.putIfAbsent(before, located);
    if (there != null) {
      findings.add(
          place
              .error(
                  Rule.INVALID_VALUE,
                  "`" + before + "` is still declared, so nothing moved from there")
              .hint("delete `movedFrom`, or the resource of the old name")
              .related(there.span(), "declared here"));
    } else if (first != null) {
      findings.add(
          place
              .error(
                  Rule.INVALID_VALUE, "`" + before + "` became `" + first.address() + "` already")
              .hint("one resource moves to one name: delete `movedFrom` here or there")
              .related(new Place(first, "/metadata/movedFrom").span(), "the first one"));
    }
  }
}
