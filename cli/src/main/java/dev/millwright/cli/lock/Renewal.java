package dev.millwright.cli.lock;

import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A lock that pins what is needed and nothing else, and how it differs from the one before.
public record Renewal(Lock lock, List<LockChange> changes) {
  public Renewal {
    changes = List.copyOf(changes);
  }

  /// Resolves what is not pinned and what the upgrade means; all other entries stay to the byte.
  ///
  /// @param progress told each need before it is met
  /// @throws PinFailure when a library, an image or a distribution cannot be had
  public static Renewal of(
      LockStanding standing, Outside world, Upgrade upgrade, Consumer<Need> progress) {
    List<LockEntry> entries = new ArrayList<>();
    List<LockChange> changes = new ArrayList<>();
    for (Need need : standing.needs()) {
      Optional<LockEntry> before = standing.lock().flatMap(lock -> lock.find(need));
      LockEntry after =
          before
              .filter(_ -> !upgrade.means(need, standing))
              .orElseGet(() -> resolved(need, standing, world, progress));
      entries.add(after);
      change(before, after).ifPresent(changes::add);
    }
    standing.lock().stream()
        .flatMap(lock -> lock.entries().stream())
        .filter(entry -> !standing.needs().contains(entry.need()))
        .map(LockChange::dropped)
        .forEach(changes::add);
    return new Renewal(Lock.of(entries), changes);
  }

  private static LockEntry resolved(
      Need need, LockStanding standing, Outside world, Consumer<Need> progress) {
    progress.accept(need);
    return world.pin(need, standing);
  }

  private static Optional<LockChange> change(Optional<LockEntry> before, LockEntry after) {
    if (before.isEmpty()) {
      return Optional.of(LockChange.added(after));
    }
    return before.get().equals(after)
        ? Optional.empty()
        : Optional.of(LockChange.upgraded(before.get(), after));
  }
}
