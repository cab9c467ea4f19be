package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The data's present, as the daemon's API tells and moves it.
record DataPresent(DaemonClient daemon) {
  private static final String STAYS = "the data's present stays";
  private static final String CLOSED = "the monitors have looked";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();

  /// @throws CommandFailure when the environment runs on the wall clock
  Instant now() {
    return clock()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.WRONG_INPUT,
                    "this environment runs on the wall clock",
                    "give it a clock to replay history: clock: {startsAt: …}"));
  }

  /// Moves it on and returns when all feature sets are there. The monitors look after that.
  ///
  /// @throws CommandFailure when it stays where it is
  void moveTo(Instant at) {
    long before = lastTold();
    daemon.post("/clock", Map.of("at", at.toString()));
    await(
        "the data's present did not come to " + at,
        () -> {
          refusal(before)
              .ifPresent(
                  sentence -> {
                    throw new CommandFailure(ExitCode.FAILED, sentence, "millwright logs daemon");
                  });
          return clock().filter(now -> !now.isBefore(at)).isPresent();
        });
  }

  /// Has the monitors look at all that was asked so far, and returns when they have: the runs of
  /// the workflows that their alerts start are in the record by then.
  void closeWindows() {
    long before = lastTold();
    daemon.post("/flush", Map.of());
    await("the monitors did not look", () -> told(before, CLOSED).findFirst().isPresent());
  }

  private static void await(String otherwise, BooleanSupplier there) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailure(
            ExitCode.FAILED,
            otherwise + " in " + PATIENCE.toMinutes() + " minutes",
            "see what it waits for: millwright status");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private Optional<Instant> clock() {
    return Optional.of(daemon.get("/status").path("clock").asString(""))
        .filter(text -> !text.isEmpty())
        .map(Instant::parse);
  }

  private long lastTold() {
    return story("/history?limit=1")
        .map(line -> line.path("number").asLong())
        .findFirst()
        .orElse(0L);
  }

  private Optional<String> refusal(long after) {
    return told(after, STAYS).findFirst();
  }

  /// What the clock has told since, as far as it begins so.
  private Stream<String> told(long after, String beginning) {
    return story("/history?after=" + after)
        .filter(line -> line.path("kind").asString().equals("clock"))
        .map(line -> line.path("sentence").asString())
        .filter(sentence -> sentence.startsWith(beginning));
  }

  private Stream<JsonNode> story(String path) {
    return StreamSupport.stream(daemon.get(path).path("story").spliterator(), false);
  }
}
