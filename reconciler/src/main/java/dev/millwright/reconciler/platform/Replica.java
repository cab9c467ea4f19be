package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.Comparator;

/// The identity of one process of a graph version.
///
/// @param version the graph's version
/// @param settings digest of the operational settings that it was started with
/// @param index counts from 0
public record Replica(Name graph, Digest version, Digest settings, int index)
    implements Comparable<Replica> {
  private static final Comparator<Replica> ORDER =
      Comparator.comparing(Replica::graph)
          .thenComparing(Replica::version)
          .thenComparing(Replica::settings)
          .thenComparingInt(Replica::index);

  /// The name of its folder below the graph version's.
  public String folder() {
    return settings.brief() + "-" + index;
  }

  @Override
  public int compareTo(Replica other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return graph + "@" + version.brief() + "/" + folder();
  }
}
