package dev.millwright.bench.cluster;

import dev.millwright.bench.Line;

/// How times of objects are told.
final class Rate {
  private Rate() {}

  static String of(long nanos, int objects) {
    return "%s (%s/s)".formatted(Line.time(nanos), Line.number("%.0f", objects / (nanos / 1e9)));
  }

  /// Beside a peer.
  static String ratio(long ours, long peer) {
    return Line.number("Millwright takes %.2f × this", (double) ours / peer);
  }
}
