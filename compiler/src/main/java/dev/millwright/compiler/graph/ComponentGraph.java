package dev.millwright.compiler.graph;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Release;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Components and the links between them, both in order of address.
public record ComponentGraph(List<Node> nodes, List<Link> links) {
  public ComponentGraph {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /// A component.
  ///
  /// @param action what a plan does to it; absent when the graph shows no plan
  /// @param reached whether another component's change comes to it, even if it stays as it is
  public record Node(Address address, Digest version, Optional<Action> action, boolean reached) {}

  /// One takes something from another: its version when it derives from it, its contract when it
  /// only reads it.
  ///
  /// @param from what is taken from
  /// @param to the consumer
  public record Link(Address from, Address to, Dependency.Edge edge) {}

  /// A release as it is.
  public static ComponentGraph of(Release release) {
    List<Node> nodes =
        release.components().values().stream()
            .map(it -> new Node(it.address(), it.version(), Optional.empty(), false))
            .toList();
    return new ComponentGraph(nodes, links(release.components().values()));
  }

  /// A release with what a plan does on the way to it. What the plan retires is shown with the
  /// links that it had.
  public static ComponentGraph of(Optional<Release> from, Release to, Plan plan) {
    SortedMap<Address, Component> components = new TreeMap<>();
    from.ifPresent(before -> components.putAll(before.components()));
    components.putAll(to.components());
    SortedSet<Address> reached =
        plan.reach().stream().map(Reach::consumer).collect(Collectors.toCollection(TreeSet::new));
    SortedMap<Address, Action> actions = new TreeMap<>();
    plan.changes().forEach(it -> actions.put(it.address(), it.action()));
    List<Node> nodes =
        components.values().stream()
            .map(
                it ->
                    new Node(
                        it.address(),
                        it.version(),
                        Optional.ofNullable(actions.get(it.address())),
                        reached.contains(it.address())))
            .toList();
    return new ComponentGraph(nodes, links(components.values()));
  }

  private static List<Link> links(Collection<Component> components) {
    List<Link> links = new ArrayList<>();
    for (Component component : components) {
      component
          .dependencies()
          .forEach(it -> links.add(new Link(it.to(), component.address(), it.edge())));
    }
    return links;
  }

  /// What a component is made of, directly or not, and what is made of it.
  public ComponentGraph around(Address centre) {
    SortedSet<Address> kept = closure(centre, Link::from, Link::to);
    kept.addAll(closure(centre, Link::to, Link::from));
    return new ComponentGraph(
        nodes.stream().filter(it -> kept.contains(it.address())).toList(),
        links.stream().filter(it -> kept.contains(it.from()) && kept.contains(it.to())).toList());
  }

  /// The components with this name, or at this address: `delay` or `Model/delay`.
  public List<Address> named(String name) {
    return nodes.stream()
        .map(Node::address)
        .filter(it -> it.name().text().equals(name) || it.toString().equals(name))
        .toList();
  }

  /// The links to the consumers of a component.
  List<Link> consumers(Address address) {
    return links.stream().filter(it -> it.from().equals(address)).toList();
  }

  /// Where to begin to read: what takes nothing from others, then as much as is needed so that each
  /// component can be come to, since reading may go in circles.
  List<Node> beginnings() {
    SortedSet<Address> fed =
        links.stream().map(Link::to).collect(Collectors.toCollection(TreeSet::new));
    SortedSet<Address> seen = new TreeSet<>();
    List<Node> beginnings = new ArrayList<>();
    for (boolean isFed : new boolean[] {false, true}) {
      for (Node node : nodes) {
        if (fed.contains(node.address()) == isFed && !seen.contains(node.address())) {
          beginnings.add(node);
          seen.addAll(closure(node.address(), Link::from, Link::to));
        }
      }
    }
    return beginnings;
  }

  private SortedSet<Address> closure(
      Address start, Function<Link, Address> here, Function<Link, Address> there) {
    SortedSet<Address> seen = new TreeSet<>(List.of(start));
    Deque<Address> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Address at = open.removeFirst();
      links.stream()
          .filter(it -> here.apply(it).equals(at))
          .map(there)
          .filter(seen::add)
          .forEach(open::add);
    }
    return seen;
  }
}
