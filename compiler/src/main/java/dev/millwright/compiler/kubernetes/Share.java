package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Address;
import dev.millwright.spec.release.Release;
import java.util.Set;

/// A release that may answer, and how much of the traffic it takes.
///
/// @param percent 0 for one that only answers when it is asked for by name
/// @param copied graphs of its that are asked beside those that answer, by copies of their requests
public record Share(Release release, int percent, Set<Address> copied) {
  /// One that gets no copies.
  public Share(Release release, int percent) {
    this(release, percent, Set.of());
  }

  public Share {
    copied = Set.copyOf(copied);
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("not a percentage: " + percent);
    }
  }
}
