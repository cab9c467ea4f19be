package dev.millwright.cli.lock;

import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.util.List;
import java.util.stream.Stream;

/// What became of one entry.
///
/// @param section the part of the lock, as the file calls it
/// @param name of what is pinned
/// @param detail what tells it from others of its name; may be empty
/// @param parts what it is pinned to, or was
/// @param moved for an upgrade the parts that are not what they were, `-` before what is gone and
///   `+` before what came; for what was added what is left out of it
public record LockChange(
    What what, String section, String name, String detail, List<String> parts, List<String> moved) {
  public LockChange {
    parts = List.copyOf(parts);
    moved = List.copyOf(moved);
  }

  /// The kinds of change.
  public enum What {
    ADDED,
    DROPPED,
    UPGRADED
  }

  static LockChange added(LockEntry entry) {
    return of(What.ADDED, entry, entry.gaps());
  }

  static LockChange dropped(LockEntry entry) {
    return of(What.DROPPED, entry, List.of());
  }

  static LockChange upgraded(LockEntry before, LockEntry after) {
    Stream<String> gone = others(before, after).map("- "::concat);
    Stream<String> came = others(after, before).map("+ "::concat);
    return of(What.UPGRADED, after, Stream.concat(gone, came).toList());
  }

  private static Stream<String> others(LockEntry entry, LockEntry without) {
    return lines(entry).filter(it -> lines(without).noneMatch(it::equals));
  }

  private static Stream<String> lines(LockEntry entry) {
    return Stream.concat(entry.parts().stream(), entry.gaps().stream());
  }

  private static LockChange of(What what, LockEntry entry, List<String> moved) {
    Need need = entry.need();
    return new LockChange(
        what, need.section().word(), need.name(), need.detail(), entry.parts(), moved);
  }
}
