package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.release.Release;
import java.util.List;

/// What to render.
///
/// @param release the one whose objects are rendered
/// @param shares all that may answer, this release among them; the percentages of a graph sum to
///   100, or to 0 before anything answers
/// @param runs functions to run
public record Order(
    Release release, Target target, Known known, List<Share> shares, List<FunctionRun> runs) {
  public Order {
    shares = List.copyOf(shares);
    runs = List.copyOf(runs);
  }

  /// A release that takes all traffic.
  public static Order of(Release release, Target target, Known known) {
    return new Order(release, target, known, List.of(new Share(release, 100)), List.of());
  }
}
