package dev.millwright.reconciler.platform.kubernetes.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a rollout came to.
///
/// @param writes to the API server, by name
/// @param lines everything that a user could tell two ends apart by
record Ending(List<String> writes, Set<String> lines) {
  /// What only one of two ends has.
  List<String> differencesTo(Ending other) {
    return Stream.concat(
            lines.stream().filter(line -> !other.lines.contains(line)).map(line -> "+ " + line),
            other.lines.stream().filter(line -> !lines.contains(line)).map(line -> "- " + line))
        .toList();
  }
}
