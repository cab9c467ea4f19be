package dev.millwright.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.Libraries;
import dev.millwright.cli.python.Distributions;
import dev.millwright.compiler.lock.Asking;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.ImageReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RenewalTest {
  private static final Need.Libraries DELAY =
      new Need.Libraries(Name.of("delay"), List.of("group:near:1"));
  private static final Need.Libraries FARE =
      new Need.Libraries(Name.of("fare"), List.of("group:far:1"));

  private static final Need.Image IMAGE =
      new Need.Image(new ImageReference("localhost:5000/train:1"));
  private static final LockEntry OLD_IMAGE = new LockEntry.Image(IMAGE, Digest.of("old"));
  private static final Need.Requirements REQUIREMENTS =
      new Need.Requirements(
          Name.of("fit"), "3.12", Need.Requirements.LINUX, List.of("joblib>=1.5"));
  private static final LockEntry OLD_WHEELS =
      new LockEntry.Wheels(
          REQUIREMENTS,
          List.of(new LockedDistribution("joblib", "1.5.2", List.of(Digest.of("old")))));

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

  @Test
  void an_image_moves_when_it_or_a_function_that_asks_for_it_is_named() {
    Asking asking = new Asking(Span.startOf("fare.yaml"), new TreeSet<>(List.of(FARE.function())));
    LockStanding standing =
        new LockStanding(
            Optional.of(Lock.of(List.of(OLD_IMAGE, old(FARE)))),
            new TreeSet<>(List.of(IMAGE, FARE)),
            new TreeMap<>(Map.of(IMAGE, asking)),
            Map.of());

    Renewal byImage = of(standing, new Upgrade.Named("localhost:5000/train:1"));
    assertThat(resolved).containsExactly("localhost:5000/train:1");
    assertThat(byImage.lock().image(IMAGE)).contains(Digest.of("new"));
    assertThat(byImage.changes().getFirst().moved())
        .containsExactly(
            "- sha256:" + Digest.of("old").brief(), "+ sha256:" + Digest.of("new").brief());

    resolved.clear();
    Renewal byFunction = of(standing, new Upgrade.Named("fare"));
    assertThat(resolved).containsExactly("fare", "localhost:5000/train:1");
    assertThat(byFunction.lock().image(IMAGE)).contains(Digest.of("new"));
  }

  @Test
  void what_is_pinned_asks_no_registry_and_no_index() {
    LockStanding standing =
        new LockStanding(
            Optional.of(Lock.of(List.of(OLD_IMAGE, OLD_WHEELS))),
            new TreeSet<>(List.of(IMAGE, REQUIREMENTS)));

    assertThat(of(standing, new Upgrade.Nothing()).changes()).isEmpty();
    assertThat(resolved).isEmpty();
  }

  @Test
  void distributions_move_when_their_requirement_is_named() {
    LockStanding standing =
        new LockStanding(
            Optional.of(Lock.of(List.of(OLD_IMAGE, OLD_WHEELS))),
            new TreeSet<>(List.of(IMAGE, REQUIREMENTS)));

    Renewal moved = of(standing, new Upgrade.Named("joblib>=1.5"));
    assertThat(resolved).containsExactly("fit");
    assertThat(moved.changes().getFirst().moved())
        .containsExactly("- joblib==1.5.2", "+ joblib==1.5.3");
  }

  private Renewal of(LockStanding standing, Upgrade upgrade) {
    return Renewal.of(standing, world(), upgrade, need -> resolved.add(need.name()));
  }

  private Renewal renewal(Upgrade upgrade, List<? extends LockEntry> entries, Need... needs) {
    var standing = new LockStanding(Optional.of(Lock.of(entries)), new TreeSet<>(List.of(needs)));
    return of(standing, upgrade);
  }

  private static Outside world() {
    Libraries libraries =
        roots ->
            roots.coordinates().stream()
                .map(it -> new LockedLibrary(it, Digest.of("new")))
                .toList();
    Catalogs catalogs =
        need -> {
          throw new AssertionError("no item is needed: " + need);
        };
    Distributions distributions =
        need ->
            new LockEntry.Wheels(
                need,
                List.of(new LockedDistribution("joblib", "1.5.3", List.of(Digest.of("new")))));
    return new Outside(libraries, catalogs, _ -> Digest.of("new"), distributions, NOW);
  }

  private static LockEntry.Jars old(Need.Libraries need) {
    return new LockEntry.Jars(
        need, List.of(new LockedLibrary(need.dependencies().getFirst(), Digest.of("old"))));
  }
}
