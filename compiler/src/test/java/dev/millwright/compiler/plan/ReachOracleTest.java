package dev.millwright.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Reach.Impact;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Dependency.Edge;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a plan says of reach, held against every way through random graphs.
final class ReachOracleTest {
  private static final int GRAPHS = 400;

  /// Nodes in topological order; each may depend on earlier ones.
  private record Node(Address address, int own, SortedMap<Integer, Edge> dependencies) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void reach_is_what_all_ways_together_say(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < GRAPHS; i++) {
      List<Node> nodes = nodes(random, 2 + random.nextInt(7));
      Release from = release(nodes);
      Release to = release(changed(random, nodes));
      Plan plan = new Planner().plan(Optional.of(from), to);
      assertThat(plan.reach()).as("seed %s, graph %s", seed, i).isEqualTo(oracle(from, to, plan));
    }
  }

  /// 2^58 ways lead from the first to the last.
  @Test
  @Timeout(60)
  void the_longest_way_is_found_without_going_all_ways() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      SortedMap<Integer, Edge> all = new TreeMap<>();
      for (int j = 0; j < i; j++) {
        all.put(j, Edge.DERIVES);
      }
      nodes.add(new Node(Address.of(Kind.FEATURE_SET, "n%02d".formatted(i)), 0, all));
    }
    List<Node> changed = new ArrayList<>(nodes);
    changed.set(0, new Node(nodes.getFirst().address(), 1, new TreeMap<>()));
    Plan plan = new Planner().plan(Optional.of(release(nodes)), release(changed));
    assertThat(plan.reach())
        .hasSize(59)
        .allSatisfy(
            reach -> {
              int place = Integer.parseInt(reach.consumer().name().text().substring(1));
              assertThat(reach.path()).hasSize(place + 1);
            });
  }

  private static List<Node> nodes(Random random, int count) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SortedMap<Integer, Edge> dependencies = new TreeMap<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          dependencies.put(j, random.nextInt(4) == 0 ? Edge.READS : Edge.DERIVES);
        }
      }
      Kind kind = random.nextBoolean() ? Kind.FEATURE_SET : Kind.WORKFLOW;
      nodes.add(new Node(Address.of(kind, "n" + random.nextInt(1000) + "-" + i), 0, dependencies));
    }
    return nodes;
  }

  private static List<Node> changed(Random random, List<Node> nodes) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      int own = random.nextInt(4) == 0 ? 1 : 0;
      changed.add(new Node(node.address(), own, node.dependencies()));
    }
    return changed;
  }

  private static Release release(List<Node> nodes) {
    SortedMap<Address, Component> components = new TreeMap<>();
    List<Component> made = new ArrayList<>();
    for (Node node : nodes) {
      List<Dependency> dependencies = new ArrayList<>();
      node.dependencies()
          .forEach(
              (index, edge) -> {
                Component other = made.get(index);
                Digest taken = edge == Edge.READS ? other.contract() : other.version();
                dependencies.add(new Dependency(other.address(), edge, taken));
              });
      Resource definition = definition(node);
      Digest version = Canonical.digest(List.of(definition, dependencies));
      Component component =
          new Component(
              definition,
              version,
              Digest.of(node.address().toString()),
              new TreeMap<>(),
              dependencies,
              Optional.empty(),
              new TreeMap<>(),
              Optional.empty());
      made.add(component);
      components.put(node.address(), component);
    }
    Digest id = Canonical.digest(components);
    Name name = Name.of("random");
    return new Release(id, name, name, Optional.empty(), 8080, components);
  }

  private static Resource definition(Node node) {
    Metadata metadata = new Metadata(node.address().name());
    if (node.address().kind() == Kind.WORKFLOW) {
      Workflow.Step step = new Workflow.Train("own-" + node.own(), Name.of("m"));
      return Workflow.of(metadata, List.of(step));
    }
    return new FeatureSet(
        metadata,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new FeatureSet.Recorded(Name.of("g"), List.of()),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(Duration.ofHours(node.own() + 1)),
        true);
  }

  private static List<Reach> oracle(Release from, Release to, Plan plan) {
    List<Reach> reaches = new ArrayList<>();
    for (Address origin : to.components().keySet()) {
      if (from.at(origin).definition().equals(to.at(origin).definition())) {
        continue;
      }
      for (Address consumer : to.components().keySet()) {
        List<List<Address>> ways = new ArrayList<>();
        ways(to, List.of(origin), consumer, ways);
        if (!ways.isEmpty() && !consumer.equals(origin)) {
          reaches.add(reach(from, to, ways, plan));
        }
      }
    }
    return reaches;
  }

  private static Reach reach(Release from, Release to, List<List<Address>> ways, Plan plan) {
    Comparator<List<Address>> inOrder = ReachOracleTest::compare;
    Optional<List<Address>> live =
        ways.stream()
            .filter(way -> isLive(from, to, way))
            .min(Comparator.<List<Address>>comparingInt(way -> -way.size()).thenComparing(inOrder));
    List<Address> way =
        live.orElseGet(
            () ->
                ways.stream()
                    .min(Comparator.<List<Address>>comparingInt(List::size).thenComparing(inOrder))
                    .orElseThrow());
    Impact impact = live.isPresent() ? impact(plan, way.getLast()) : Impact.NONE;
    return new Reach(way.getFirst(), way.getLast(), way, impact);
  }

  private static int compare(List<Address> left, List<Address> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static Impact impact(Plan plan, Address consumer) {
    Change change =
        plan.changes().stream()
            .filter(it -> it.address().equals(consumer))
            .findFirst()
            .orElseThrow();
    assertThat(change.action()).isNotEqualTo(Action.KEEP);
    return consumer.kind() == Kind.FEATURE_SET ? Impact.BACKFILL : Impact.REBUILD;
  }

  private static boolean isLive(Release from, Release to, List<Address> way) {
    for (int i = 1; i < way.size(); i++) {
      if (taken(from, way.get(i), way.get(i - 1)).equals(taken(to, way.get(i), way.get(i - 1)))) {
        return false;
      }
    }
    return true;
  }

  private static Digest taken(Release release, Address consumer, Address dependency) {
    return release.at(consumer).dependencies().stream()
        .filter(it -> it.to().equals(dependency))
        .map(Dependency::taken)
        .findFirst()
        .orElseThrow();
  }

  private static void ways(
      Release release, List<Address> way, Address goal, List<List<Address>> found) {
    if (way.getLast().equals(goal) && way.size() > 1) {
      found.add(way);
    }
    for (Address next : consumers(release, way.getLast())) {
      List<Address> longer = new ArrayList<>(way);
      longer.add(next);
      ways(release, longer, goal, found);
    }
  }

  private static SortedSet<Address> consumers(Release release, Address address) {
    SortedSet<Address> consumers = new TreeSet<>();
    release.components().values().stream()
        .filter(it -> it.dependencies().stream().anyMatch(d -> d.to().equals(address)))
        .forEach(it -> consumers.add(it.address()));
    return consumers;
  }
}
