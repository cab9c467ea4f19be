package dev.millwright.reconciler.platform;

import dev.millwright.spec.Name;
import dev.millwright.spec.distribution.Distribution;
import java.util.Map;
import java.util.TreeMap;

/// Requests that were counted, all alike.
public final class Counted {
  public static final String FIELD = "late_probability";

  private Counted() {}

  /// Requests that took a millisecond each and were answered alike.
  ///
  /// @param answer what [#FIELD] said
  public static Traffic traffic(long requests, long errors, double answer) {
    return new Traffic(
        requests,
        errors,
        each(1, requests),
        new TreeMap<>(Map.of(FIELD, each(answer, requests - errors))));
  }

  /// The same for each graph of a release.
  public static ReleaseTraffic traffic(Iterable<Name> graphs, Traffic each) {
    TreeMap<Name, Traffic> all = new TreeMap<>();
    graphs.forEach(graph -> all.put(graph, each));
    return new ReleaseTraffic(all);
  }

  private static Distribution each(double value, long count) {
    return count == 0 ? Distribution.NONE : new Distribution(new TreeMap<>(Map.of(value, count)));
  }
}
