package dev.millwright.spec.lock;

import dev.millwright.spec.lock.LockEntry.Need;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a project's lock file says. Read by [LockReader], written by [LockText].
///
/// @param entries by need, each need once
public record Lock(List<LockEntry> entries) {
  /// The file, at the root of the project.
  public static final String FILE = "millwright.lock";

  /// The form of the file that this release reads and writes.
  public static final int VERSION = 1;

  public Lock {
    entries = entries.stream().sorted(Comparator.comparing(LockEntry::need)).toList();
  }

  public static Lock of(Collection<LockEntry> entries) {
    return new Lock(List.copyOf(entries));
  }

  /// The entry of exactly this need.
  public Optional<LockEntry> find(Need need) {
    return entries.stream().filter(entry -> entry.need().equals(need)).findFirst();
  }
}
