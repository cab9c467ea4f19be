package dev.millwright.reconciler.engine;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// How far a rollout is. What is kept here is durable before anybody acts on it.
final class Progress {
  private final World world;
  private RolloutRecord rollout;

  Progress(World world, RolloutRecord rollout) {
    this.world = world;
    this.rollout = rollout;
  }

  synchronized RolloutRecord now() {
    return rollout;
  }

  /// Makes one change durable.
  ///
  /// @param point names the change
  void change(String point, BiFunction<RolloutRecord, Instant, RolloutRecord> change) {
    change(point, change, _ -> {});
  }

  /// Makes one change durable, together with what must never be without it.
  ///
  /// @param along takes the record before the change
  synchronized void change(
      String point,
      BiFunction<RolloutRecord, Instant, RolloutRecord> change,
      Consumer<RolloutRecord> along) {
    RolloutRecord next = change.apply(rollout, at());
    if (next.equals(rollout)) {
      return;
    }
    world
        .tracking()
        .atomically(
            () -> {
              world.tracking().rollouts().save(next);
              along.accept(rollout);
              return next;
            });
    rollout = next;
    world.intents().passed(point);
  }

  void tell(String sentence) {
    world.tracking().story().tell(at(), "rollout", Optional.of(now().id()), sentence);
  }

  Instant at() {
    return world.clock().instant();
  }

  Release target() {
    Digest id = now().target();
    return world
        .tracking()
        .releases()
        .find(id)
        .orElseThrow(() -> new IllegalStateException("no release " + id));
  }

  Optional<Release> base() {
    return now().base().flatMap(world.tracking().releases()::find);
  }

  /// The base, if there is one, then the target.
  List<Release> both() {
    List<Release> both = new ArrayList<>();
    base().ifPresent(both::add);
    both.add(target());
    return both;
  }

  /// A revision that means the release.
  String revisionOf(Release release) {
    return world.tracking().releases().revisionsOf(release.id()).stream()
        .findFirst()
        .orElse(now().revision());
  }
}
