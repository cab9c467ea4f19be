package dev.millwright.cli.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Plays a stretch of history step by step: the data's present moves to a step's end, then come the
/// step's requests in their order. A request is answered as of its own time: what became known
/// later within the step does not exist for it. Monitors look at the requests with the next step.
///
/// @param perDay how many requests a day at most
/// @param told takes each step when it is done
record Replay(
    DataPresent present,
    Verdicts verdicts,
    PastRequests past,
    Sender sender,
    int perDay,
    Consumer<ReplayStep> told,
    Stop stop) {
  /// Plays `[from, to)`, or less when it is stopped.
  Played play(Instant from, Instant to, Duration step) throws SQLException, InterruptedException {
    Played played = new Played(from, from, Sent.NOTHING);
    while (played.to().isBefore(to) && !stop.isWanted()) {
      Instant begin = played.to();
      Instant end = begin.plus(step).isBefore(to) ? begin.plus(step) : to;
      present.moveTo(end);
      Sent sent = sender.send(past.between(begin, end, most(begin, end)));
      played = played.then(end, sent);
      told.accept(new ReplayStep(begin, end, sent, verdicts.sentences()));
    }
    return played;
  }

  private int most(Instant begin, Instant end) {
    double days = (double) Duration.between(begin, end).toMillis() / Duration.ofDays(1).toMillis();
    return (int) Math.max(1, Math.round(perDay * days));
  }
}
