package dev.millwright.cli.replay;

import java.time.Instant;

/// How far a replay came, and what came of its requests.
///
/// @param to where the data's present has been moved to
public record Played(Instant from, Instant to, Sent sent) {
  Played then(Instant end, Sent more) {
    return new Played(from, end, sent.plus(more));
  }
}
