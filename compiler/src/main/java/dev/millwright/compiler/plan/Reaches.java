package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Reach.Impact;
import dev.millwright.spec.plan.Reason.Code;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which consumers a change comes to, by which way, and what it does to them.
final class Reaches {
  private final Difference difference;
  private final Causes causes;
  private final SortedMap<Address, Change> changes;
  private final Set<Address> broken = new HashSet<>();
  private final Map<Address, List<Address>> consumersBefore;
  private final Map<Address, List<Address>> consumersAfter;

  private Reaches(
      Difference difference,
      Causes causes,
      SortedMap<Address, Change> changes,
      List<ContractChange> contracts) {
    this.difference = difference;
    this.causes = causes;
    this.changes = changes;
    contracts.stream()
        .filter(ContractChange::breaks)
        .map(ContractChange::address)
        .forEach(broken::add);
    this.consumersBefore = consumers(difference.before());
    this.consumersAfter = consumers(difference.after());
  }

  /// One for each pair of a component that changes of its own accord and a consumer, direct or not,
  /// that was there before.
  static List<Reach> of(
      Difference difference,
      Causes causes,
      SortedMap<Address, Change> changes,
      List<ContractChange> contracts) {
    Reaches reaches = new Reaches(difference, causes, changes, contracts);
    List<Reach> all = new ArrayList<>();
    changes.values().stream()
        .filter(Reaches::isOwn)
        .forEach(change -> all.addAll(reaches.from(change.address())));
    return all;
  }

  private static boolean isOwn(Change change) {
    return change.action() != Action.KEEP
        && change.reasons().stream().anyMatch(reason -> reason.code() != Code.DEPENDENCY);
  }

  private List<Reach> from(Address origin) {
    var consumers = difference.isGone(origin) ? consumersBefore : consumersAfter;
    SortedMap<Address, List<Address>> live =
        causes.isOrigin(origin) ? causes.waysFrom(origin) : new TreeMap<>();
    List<Reach> reaches = new ArrayList<>();
    ways(origin, consumers)
        .forEach(
            (consumer, way) -> {
              if (difference.isKept(consumer)) {
                reaches.add(reach(origin, consumer, live, way));
              }
            });
    return reaches;
  }

  private Reach reach(
      Address origin, Address consumer, Map<Address, List<Address>> live, List<Address> shortest) {
    List<Address> way = live.getOrDefault(consumer, shortest);
    boolean isDirect = shortest.size() == 2;
    Impact impact =
        live.containsKey(consumer) || difference.isGone(origin) ? impact(consumer) : Impact.NONE;
    return isDirect && broken.contains(origin)
        ? new Reach(origin, consumer, shortest, Impact.CONTRACT_BREAKING)
        : new Reach(origin, consumer, way, impact);
  }

  private Impact impact(Address consumer) {
    Change change = changes.get(consumer);
    if (change == null) {
      return Impact.NONE;
    }
    return switch (change.action()) {
      case BACKFILL -> Impact.BACKFILL;
      case RETRAIN -> Impact.RETRAIN;
      case REDEPLOY, REBASELINE -> Impact.RESTART;
      case REPLACE -> Impact.REBUILD;
      case KEEP, UPDATE_IN_PLACE, CREATE, RETIRE, MOVE -> Impact.NONE;
    };
  }

  /// The shortest way to every consumer, breadth first in order of address.
  private static SortedMap<Address, List<Address>> ways(
      Address origin, Map<Address, List<Address>> consumers) {
    SortedMap<Address, List<Address>> ways = new TreeMap<>();
    Deque<List<Address>> open = new ArrayDeque<>(List.of(List.of(origin)));
    while (!open.isEmpty()) {
      List<Address> way = open.removeFirst();
      for (Address consumer : consumers.getOrDefault(way.getLast(), List.of())) {
        if (!consumer.equals(origin) && !ways.containsKey(consumer)) {
          List<Address> longer = new ArrayList<>(way);
          longer.add(consumer);
          ways.put(consumer, List.copyOf(longer));
          open.addLast(longer);
        }
      }
    }
    return ways;
  }

  /// In order of address, as the components are; each takes from another once.
  private static Map<Address, List<Address>> consumers(SortedMap<Address, Component> graph) {
    Map<Address, List<Address>> consumers = new HashMap<>();
    graph.forEach(
        (address, component) -> {
          for (Dependency dependency : component.dependencies()) {
            consumers.computeIfAbsent(dependency.to(), _ -> new ArrayList<>()).add(address);
          }
        });
    return consumers;
  }
}
