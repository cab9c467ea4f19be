package dev.millwright.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.Libraries;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RenewalTest {
  private static final Need.Libraries DELAY =
      new Need.Libraries(Name.of("delay"), List.of("group:near:1"));
  private static final Need.Libraries FARE =
      new Need.Libraries(Name.of("fare"), List.of("group:far:1"));

  private static final Instant NOW = Instant.parse("2001-04-01T00:00:00Z");

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
        .extracting(LockChange::what, LockChange::name)
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

  @Test
  void a_cut_off_is_the_time_of_locking_and_stays_until_it_is_moved_by_name() {
    var need = new Need.CutOff(Name.of("late"));
    var then = new LockEntry.CutOff(need, Instant.parse("2001-01-01T00:00:00Z"));

    assertThat(renewal(new Upgrade.Nothing(), List.of(), need).lock().cutOff(need.model()))
        .contains(NOW);
    assertThat(renewal(new Upgrade.Nothing(), List.of(then), need).changes()).isEmpty();
    assertThat(renewal(new Upgrade.Named("other"), List.of(then), need).changes()).isEmpty();
    assertThat(renewal(new Upgrade.Named("late"), List.of(then), need).changes().getFirst().moved())
        .containsExactly("- 2001-01-01T00:00:00Z", "+ 2001-04-01T00:00:00Z");
  }

  private Renewal renewal(Upgrade upgrade, List<? extends LockEntry> entries, Need... needs) {
    var standing = new LockStanding(Optional.of(Lock.of(entries)), new TreeSet<>(List.of(needs)));
    return Renewal.of(standing, world(), upgrade, need -> resolved.add(need.name()));
  }

  private static Outside world() {
    Libraries libraries =
        coordinates ->
            coordinates.stream().map(it -> new LockedLibrary(it, Digest.of("new"))).toList();
    Catalogs catalogs =
        need -> {
          throw new AssertionError("no item is needed: " + need);
        };
    return new Outside(libraries, catalogs, NOW);
  }

  private static LockEntry.Jars old(Need.Libraries need) {
    return new LockEntry.Jars(
        need, List.of(new LockedLibrary(need.dependencies().getFirst(), Digest.of("old"))));
  }
}
