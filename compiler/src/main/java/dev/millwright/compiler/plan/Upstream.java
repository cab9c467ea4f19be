package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Release;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that a component derives from, directly or not.
final class Upstream {
  private Upstream() {}

  static SortedSet<Address> of(Component component, Release release) {
    SortedSet<Address> seen = new TreeSet<>();
    gather(component, release, seen);
    return seen;
  }

  private static void gather(Component component, Release release, SortedSet<Address> seen) {
    for (Dependency dependency : component.dependencies()) {
      if (dependency.edge() == Dependency.Edge.DERIVES && seen.add(dependency.to())) {
        gather(release.at(dependency.to()), release, seen);
      }
    }
  }
}
