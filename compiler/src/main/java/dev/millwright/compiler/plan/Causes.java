package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// From which components a new version spreads, and by which ways.
///
/// A hop from a component to its consumer is live when what the consumer takes has changed.
final class Causes {
  private final Difference difference;
  private final SortedMap<Address, SortedSet<Address>> consumers = new TreeMap<>();

  Causes(Difference difference) {
    this.difference = difference;
    for (Address consumer : difference.after().keySet()) {
      for (Address changed : difference.changedDependencies(consumer)) {
        consumers.computeIfAbsent(changed, _ -> new TreeSet<>()).add(consumer);
      }
    }
  }

  /// Whether a component has a new meaning of its own accord.
  boolean isOrigin(Address address) {
    return difference.behavesOtherwise(address)
        || difference.hasNewSource(address)
        || difference.hasNewLibraries(address)
        || (difference.hasNewVersion(address) && difference.changedDependencies(address).isEmpty());
  }

  /// Every consumer that an origin's change comes to by live hops, with the longest way: the one
  /// that everything on it has to wait for. Of equals the first in order.
  SortedMap<Address, List<Address>> waysFrom(Address origin) {
    SortedMap<Address, List<Address>> ways = new TreeMap<>();
    extend(new ArrayList<>(List.of(origin)), ways);
    return ways;
  }

  private void extend(List<Address> way, Map<Address, List<Address>> ways) {
    for (Address consumer : consumers.getOrDefault(way.getLast(), new TreeSet<>())) {
      List<Address> known = ways.get(consumer);
      boolean longer = known == null || known.size() < way.size() + 1;
      if (longer && !way.contains(consumer)) {
        way.add(consumer);
        ways.put(consumer, List.copyOf(way));
        extend(way, ways);
        way.removeLast();
      }
    }
  }
}
