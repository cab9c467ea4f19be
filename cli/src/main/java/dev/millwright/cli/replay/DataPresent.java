package dev.millwright.cli.replay;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The data's present, as the daemon's API tells and moves it.
record DataPresent(DaemonClient daemon) {
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

  /// Moves it on and returns when all feature sets are there and the monitors have looked.
  ///
  /// @throws CommandFailure when it stays where it is
  void moveTo(Instant at) {
    long before = lastTold();
    daemon.post("/clock", Map.of("at", at.toString()));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (clock().filter(now -> !now.isBefore(at)).isEmpty()) {
      refusal(before)
          .ifPresent(
              sentence -> {
                throw new CommandFailure(ExitCode.FAILED, sentence, "millwright logs daemon");
              });
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "the data's present did not come to " + at + " in " + PATIENCE.toMinutes() + " minutes",
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
    return story("/history?after=" + after)
        .filter(line -> line.path("kind").asString().equals("clock"))
        .map(line -> line.path("sentence").asString())
        .filter(sentence -> sentence.contains("stays"))
        .findFirst();
  }

  private java.util.stream.Stream<JsonNode> story(String path) {
    return StreamSupport.stream(daemon.get(path).path("story").spliterator(), false);
  }
}
