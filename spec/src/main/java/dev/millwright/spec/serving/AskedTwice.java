package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;

/// One answer to a request that two releases were asked: what a process tells at `/-/copied`.
///
/// @param request by which the two answers are found to each other
/// @param copy the release that was asked by a copy
/// @param release the release that answered: that one, or the one whose answer somebody got
public record AskedTwice(String request, Digest copy, Digest release, Answered answer) {
  /// Whether this is the answer to the copy.
  public boolean answersCopy() {
    return release.equals(copy);
  }
}
