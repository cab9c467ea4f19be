package dev.millwright.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.Libraries;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockEntry.Need;
import dev.millwright.spec.lock.LockedLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RenewalTest {
  private static final Need DELAY = new Need(Name.of("delay"), List.of("group:near:1"));
  private static final Need FARE = new Need(Name.of("fare"), List.of("group:far:1"));

  private final List<String> resolved = new ArrayList<>();

  @Test
  void what_is_missing_is_added_and_what_is_pinned_is_not_resolved() {
    Renewal renewal = renewal(new Upgrade.Nothing(), List.of(old(DELAY)), DELAY, FARE);

    assertThat(resolved).containsExactly("fare");
    assertThat(renewal.lock().find(DELAY)).contains(old(DELAY));
    assertThat(renewal.changes())
        .extracting(LockChange::what)
        .containsExactly(LockChange.What.ADDED);
  }

  @Test
  void what_nothing_needs_is_dropped() {
    Renewal renewal = renewal(new Upgrade.Nothing(), List.of(old(DELAY), old(FARE)), DELAY);

    assertThat(resolved).isEmpty();
    assertThat(renewal.lock().entries()).containsExactly(old(DELAY));
    assertThat(renewal.changes())
        .extracting(LockChange::what, LockChange::function)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(LockChange.What.DROPPED, "fare"));
  }

  @Test
  void an_upgrade_by_library_moves_its_users_alone_and_says_what_moved() {
    Renewal renewal =
        renewal(new Upgrade.Named("group:far"), List.of(old(DELAY), old(FARE)), DELAY, FARE);

    assertThat(resolved).containsExactly("fare");
    assertThat(renewal.lock().find(DELAY)).contains(old(DELAY));
    assertThat(renewal.changes().getFirst().moved())
        .containsExactly(
            "- group:far:1 sha256:" + Digest.of("old").brief(),
            "+ group:far:1 sha256:" + Digest.of("new").brief());
  }

  private Renewal renewal(Upgrade upgrade, List<LockEntry> entries, Need... needs) {
    var standing = new LockStanding(Optional.of(Lock.of(entries)), new TreeSet<>(List.of(needs)));
    return Renewal.of(standing, world(), upgrade, resolved::add);
  }

  private static Libraries world() {
    return coordinates ->
        coordinates.stream().map(it -> new LockedLibrary(it, Digest.of("new"))).toList();
  }

  private static LockEntry old(Need need) {
    return new LockEntry(
        need, List.of(new LockedLibrary(need.dependencies().getFirst(), Digest.of("old"))));
  }
}
