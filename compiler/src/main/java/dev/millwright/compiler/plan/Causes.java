package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Map<Address, SortedMap<Address, List<Address>>> ways = new HashMap<>();

  Causes(Difference difference) {
    this.difference = difference;
    for (Address consumer : difference.changed()) {
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
        || difference.hasNewBytes(address)
        || difference.hasNewImagePins(address)
        || difference.hasNewDistributions(address)
        || (difference.hasNewVersion(address) && difference.changedDependencies(address).isEmpty());
  }

  /// Every consumer that an origin's change comes to by live hops, with the longest way: the one
  /// that everything on it has to wait for. Of equals the first in order.
  SortedMap<Address, List<Address>> waysFrom(Address origin) {
    return ways.computeIfAbsent(origin, this::longestFrom);
  }

  private SortedMap<Address, List<Address>> longestFrom(Address origin) {
    List<Address> order = new ArrayList<>();
    arrange(origin, new HashSet<>(), order);
    Map<Address, Integer> places = new HashMap<>();
    for (Address address : order.reversed()) {
      places.put(address, places.size());
    }
    SortedMap<Address, List<Address>> ways = new TreeMap<>();
    ways.put(origin, List.of(origin));
    for (Address address : order.reversed()) {
      for (Address consumer : consumers.getOrDefault(address, new TreeSet<>())) {
        // A hop back would go around in a circle.
        if (places.getOrDefault(consumer, 0) > places.getOrDefault(address, 0)) {
          List<Address> way = new ArrayList<>(ways.getOrDefault(address, List.of()));
          way.add(consumer);
          ways.merge(consumer, List.copyOf(way), Causes::longer);
        }
      }
    }
    ways.remove(origin);
    return ways;
  }

  /// Consumers before what they consume. A stack of its own, since chains may be long.
  private void arrange(Address origin, Set<Address> seen, List<Address> order) {
    Deque<Address> path = new ArrayDeque<>(List.of(origin));
    Deque<Iterator<Address>> open = new ArrayDeque<>();
    seen.add(origin);
    open.push(hops(origin));
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        order.add(path.pop());
      } else {
        Address next = open.peek().next();
        if (seen.add(next)) {
          path.push(next);
          open.push(hops(next));
        }
      }
    }
  }

  private Iterator<Address> hops(Address address) {
    return consumers.getOrDefault(address, new TreeSet<>()).iterator();
  }

  private static List<Address> longer(List<Address> one, List<Address> other) {
    if (one.size() != other.size()) {
      return one.size() > other.size() ? one : other;
    }
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order < 0 ? one : other;
      }
    }
    return one;
  }
}
