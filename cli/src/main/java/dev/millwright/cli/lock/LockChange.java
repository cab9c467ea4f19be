package dev.millwright.cli.lock;

import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockEntry.Need;
import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;
import java.util.stream.Stream;

/// What became of one entry.
///
/// @param libraries how many it pins, or pinned
/// @param moved for an upgrade the libraries that are not what they were, `-` before what is gone
///   and `+` before what came
public record LockChange(
    What what, String function, List<String> dependencies, int libraries, List<String> moved) {
  public LockChange {
    dependencies = List.copyOf(dependencies);
    moved = List.copyOf(moved);
  }

  /// The kinds of change.
  public enum What {
    ADDED,
    DROPPED,
    UPGRADED
  }

  static LockChange added(LockEntry entry) {
    return of(What.ADDED, entry, List.of());
  }

  static LockChange dropped(LockEntry entry) {
    return of(What.DROPPED, entry, List.of());
  }

  static LockChange upgraded(LockEntry before, LockEntry after) {
    Stream<String> gone = others(before, after).map(it -> "- " + shown(it));
    Stream<String> came = others(after, before).map(it -> "+ " + shown(it));
    return of(What.UPGRADED, after, Stream.concat(gone, came).toList());
  }

  private static Stream<LockedLibrary> others(LockEntry entry, LockEntry without) {
    return entry.libraries().stream().filter(it -> !without.libraries().contains(it));
  }

  private static String shown(LockedLibrary library) {
    return library.coordinate() + " sha256:" + library.sha256().brief();
  }

  private static LockChange of(What what, LockEntry entry, List<String> moved) {
    Need need = entry.need();
    return new LockChange(
        what, need.function().text(), need.dependencies(), entry.libraries().size(), moved);
  }
}
