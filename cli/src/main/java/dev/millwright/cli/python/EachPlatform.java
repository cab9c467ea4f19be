package dev.millwright.cli.python;

import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Resolves requirements for one platform after the other. The first decides on the versions, so
/// that a function computes the same wherever it runs; a platform that one of them has no wheel for
/// is left out.
record EachPlatform(Resolver tool) {
  LockEntry.Wheels wheels(Need.Requirements need) {
    String first = need.platforms().getFirst();
    SortedMap<String, List<LockedDistribution>> found = new TreeMap<>();
    SortedMap<String, String> without = new TreeMap<>();
    found.put(first, tool.closure(need, first, List.of()));
    List<String> pins = found.get(first).stream().map(LockedDistribution::pin).toList();
    for (String platform : need.platforms().subList(1, need.platforms().size())) {
      try {
        found.put(platform, tool.closure(need, platform, pins));
      } catch (DistributionFailure failure) {
        without.put(platform, lacking(pins, failure).orElseThrow(() -> failure));
      }
    }
    return new LockEntry.Wheels(need, merged(found), without);
  }

  /// The version that has no wheel; absent when the tool complains of something else.
  private static Optional<String> lacking(List<String> pins, DistributionFailure failure) {
    String said = String.valueOf(failure.getMessage());
    if (!failure.isUnsolvable()) {
      return Optional.empty();
    }
    return pins.stream()
        .filter(pin -> said.contains(pin + " has no wheel"))
        .findFirst()
        .or(() -> pins.stream().filter(said::contains).findFirst());
  }

  /// A wheel that all platforms take is one distribution.
  private static List<LockedDistribution> merged(
      SortedMap<String, List<LockedDistribution>> found) {
    List<LockedDistribution> all = new ArrayList<>();
    found.forEach(
        (platform, distributions) -> {
          for (LockedDistribution it : distributions) {
            boolean isShared = found.values().stream().allMatch(others -> others.contains(it));
            LockedDistribution merged = isShared ? it : it.on(platform);
            if (!all.contains(merged)) {
              all.add(merged);
            }
          }
        });
    return all;
  }
}
