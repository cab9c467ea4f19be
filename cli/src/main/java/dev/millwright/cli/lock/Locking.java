package dev.millwright.cli.lock;

import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Renews the lock of a project. Items of hubs come first: what they bring has needs of its own.
///
/// @param compiler with the same catalogs as `world`
/// @param progress told each need before it is met
public record Locking(Compiler compiler, ProjectTree tree, Outside world, Consumer<Need> progress) {
  /// What the project needs, all of its items in place, and the items that were looked up for that.
  public record Needs(LockStanding standing, Map<Need.Item, LockEntry.Item> items) {
    public Needs {
      items = Map.copyOf(items);
    }
  }

  /// Rejected when the project or its lock has mistakes that no other lock cures.
  ///
  /// @throws dev.millwright.reconciler.hub.CatalogFailure when an item cannot be had
  public Checked<Needs> needs(Upgrade upgrade) {
    CommitLock read = CommitLock.of(tree, LockUse.KNOWN);
    if (read.isBroken()) {
      return new Checked.Rejected<>(read.findings());
    }
    Lock known = Lock.of(kept(read.lock(), upgrade));
    return switch (compiler.lock(tree, known)) {
      case Checked.Rejected<LockStanding>(var findings) -> new Checked.Rejected<>(findings);
      case Checked.Ok<LockStanding>(var first, var _) -> complete(read.lock(), known, first);
    };
  }

  private static List<LockEntry> kept(Optional<Lock> lock, Upgrade upgrade) {
    return lock.stream()
        .flatMap(it -> it.entries().stream())
        .filter(it -> !(it.need() instanceof Need.Item && upgrade.means(it.need())))
        .toList();
  }

  private Checked<Needs> complete(Optional<Lock> before, Lock known, LockStanding first) {
    Map<Need.Item, LockEntry.Item> items = new TreeMap<>();
    Lock with = known;
    for (Need need : first.needs()) {
      if (need instanceof Need.Item item && known.item(item).isEmpty()) {
        progress.accept(need);
        LockEntry.Item pin = world.catalogs().pin(item);
        items.put(item, pin);
        with = with.with(pin);
      }
    }
    return switch (compiler.lock(tree, with)) {
      case Checked.Rejected<LockStanding>(var findings) -> new Checked.Rejected<>(findings);
      case Checked.Ok<LockStanding>(var standing, var warnings) ->
          new Checked.Ok<>(new Needs(standing.to(before), items), warnings);
    };
  }

  /// The new lock.
  ///
  /// @throws PinFailure when a library, an image or a distribution cannot be had
  public Renewal renewal(Needs needs, Upgrade upgrade) {
    Catalogs looked =
        item ->
            Optional.ofNullable(needs.items().get(item))
                .orElseGet(() -> world.catalogs().pin(item));
    return Renewal.of(
        needs.standing(),
        world.with(looked),
        upgrade,
        need -> {
          if (!(need instanceof Need.Item)) {
            progress.accept(need);
          }
        });
  }
}
