package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Decision;
import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Note;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.reconciler.rollout.Turn;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RolloutRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far a rollout is, for the leader that took office with it. What is kept here is durable
/// before anybody acts on it.
final class Progress {
  private static final System.Logger LOG = System.getLogger(Progress.class.getName());
  private static final String EPOCH = "epoch";

  private final World world;
  private final Machine machine;
  private final long epoch;
  private RolloutRecord rollout;

  /// Takes office: from here on no earlier leader has a say. The record is read after that, since
  /// until then an earlier one may have written.
  Progress(World world, Machine machine, RolloutRecord rollout) {
    this.world = world;
    this.machine = machine;
    this.epoch = world.tracking().atomically(this::succeed);
    this.rollout = world.tracking().rollouts().find(rollout.id()).orElse(rollout);
  }

  private long succeed() {
    long next = highest() + 1;
    world.tracking().pointers().set(EPOCH, Long.toString(next));
    return next;
  }

  private long highest() {
    return world.tracking().pointers().find(EPOCH).map(Long::parseLong).orElse(0L);
  }

  synchronized RolloutRecord now() {
    return rollout;
  }

  Decision next() {
    return machine.decide(now());
  }

  List<Move> resume() {
    return machine.resume(now());
  }

  List<Move> moves(Step step) {
    return machine.moves(now(), step);
  }

  /// Makes durable what an event changes.
  ///
  /// @throws LostLeadership when another leader has taken office
  synchronized void keep(Event event) {
    Turn turn = machine.react(rollout, event, at());
    if (turn.along().isEmpty() && turn.rollout().equals(rollout)) {
      return;
    }
    world.tracking().atomically(() -> write(turn));
    rollout = turn.rollout();
    log(event);
    world.intents().passed(point(event));
  }

  private static void log(Event event) {
    switch (event) {
      case Event.Began(var step) -> log(step, Level.INFO, step.id() + " begins");
      case Event.Done(var step) -> log(step, Level.INFO, step.id() + " is done");
      case Event.Failed(var step, var cause) ->
          log(step, Level.WARNING, step.id() + " failed: " + cause);
      case Event.Share(var _, var percent, var _) ->
          LOG.log(Level.INFO, "the new release is to have " + percent + " % of traffic");
      case Event.Back _, Event.Newer _, Event.Proven _, Event.Obstructed _, Event.Ended _ -> {}
    }
  }

  private static void log(Step step, Level level, String sentence) {
    Subject.now().and(step).run(() -> LOG.log(level, sentence));
  }

  private Turn write(Turn turn) {
    long highest = highest();
    if (!machine.mayKeep(highest, epoch)) {
      throw new LostLeadership(highest, epoch);
    }
    world.tracking().rollouts().save(turn.rollout());
    turn.along().forEach(note -> write(note, turn.rollout()));
    return turn;
  }

  private void write(Note note, RolloutRecord next) {
    switch (note) {
      case Note.Live(var release) ->
          release.ifPresentOrElse(
              world.tracking().pointers()::live, () -> world.tracking().pointers().clear("live"));
      case Note.LastGood(var release) -> world.tracking().pointers().lastGood(release);
      case Note.Quarantined(var cause) ->
          world
              .tracking()
              .quarantine()
              .put(new QuarantineRecord(next.target(), next.revision(), cause, at()));
    }
  }

  /// Asked before each effect.
  ///
  /// @throws LostLeadership when another leader has taken office
  void mustLead() {
    long highest = highest();
    if (!machine.mayAct(highest, epoch)) {
      throw new LostLeadership(highest, epoch);
    }
  }

  private String point(Event event) {
    return switch (event) {
      case Event.Began(var step) -> "began:" + step.id();
      case Event.Done(var step) -> "done:" + step.id();
      case Event.Failed(var step, var _) -> "failed:" + step.id();
      case Event.Share(var _, var percent, var _) -> "share:" + percent;
      case Event.Back() -> "back";
      case Event.Newer _, Event.Proven _, Event.Obstructed _, Event.Ended _ ->
          rollout.phase().word();
    };
  }

  void tell(String sentence) {
    LOG.log(Level.INFO, sentence);
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

  Release of(Side side) {
    return switch (side) {
      case BASE -> base().orElseThrow(() -> new IllegalStateException("no base: " + now().base()));
      case TARGET -> target();
    };
  }

  /// The base, if there is one, then the target.
  List<Release> both() {
    List<Release> both = new ArrayList<>();
    base().ifPresent(both::add);
    both.add(target());
    return both;
  }

  /// A revision that means the release.
  String revisionOf(Side side) {
    return switch (side) {
      case TARGET -> now().revision();
      case BASE ->
          world.tracking().releases().revisionsOf(of(side).id()).stream()
              .findFirst()
              .orElse(now().revision());
    };
  }
}
