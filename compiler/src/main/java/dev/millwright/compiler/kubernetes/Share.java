package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.release.Release;

/// A release that may answer, and how much of the traffic it takes.
///
/// @param percent 0 for one that only answers when it is asked for by name
public record Share(Release release, int percent) {
  public Share {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("not a percentage: " + percent);
    }
  }
}
