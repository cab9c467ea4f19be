package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Event;
import dev.millwright.reconciler.rollout.Move;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Moves that have to succeed in the end: retiring and returning. They are made until all of them
/// do.
final class Insisting {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Progress progress;
  private final Moving moving;
  private final Pauses pauses;
  private final BooleanSupplier newer;

  /// @param newer whether another release waits
  Insisting(Progress progress, Moving moving, Pauses pauses, BooleanSupplier newer) {
    this.progress = progress;
    this.moving = moving;
    this.pauses = pauses;
    this.newer = newer;
  }

  /// Makes moves once; what is in the way of them is told.
  void attempt(List<Move> moves) throws InterruptedException {
    tryOnce(moves)
        .ifPresent(
            obstacle -> progress.tell("traffic could not be set as it was yet: " + obstacle));
  }

  void go(List<Move> moves) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    Optional<String> obstacle = tryOnce(moves);
    while (obstacle.isPresent()) {
      obstructed(obstacle.get(), pause);
      if (progress.now().phase().isEnd()) {
        break;
      }
      pauses.pause(pause);
      pause = longer(pause);
      obstacle = tryOnce(moves);
    }
    sentence(progress.now()).ifPresent(progress::tell);
  }

  private Optional<String> tryOnce(List<Move> moves) throws InterruptedException {
    try {
      for (Move move : moves) {
        moving.make(move);
      }
      return Optional.empty();
    } catch (StepFailure e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void obstructed(String obstacle, Duration pause) {
    String what =
        progress.now().phase() == Phase.RETIRING
            ? "what is not needed any more could not be taken away yet"
            : "traffic could not be given back yet";
    progress.keep(new Event.Obstructed(newer.getAsBoolean()));
    String next =
        progress.now().phase().isEnd()
            ? "a newer commit waits, so it stays for now"
            : "next attempt in %d s".formatted(pause.toSeconds());
    progress.tell("%s: %s; %s".formatted(what, obstacle, next));
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static Optional<String> sentence(RolloutRecord now) {
    return switch (now.phase()) {
      case PLANNED, BUILDING, PREPARING, SHIFTING, PROVING, RETIRING, RETURNING -> Optional.empty();
      case DONE -> Optional.of("release " + now.target().brief() + " is live");
      case OVERTAKEN -> Optional.of("a newer commit takes its place");
      case RETURNED -> Optional.of("returned: " + now.cause().orElse("no cause was recorded"));
    };
  }
}
