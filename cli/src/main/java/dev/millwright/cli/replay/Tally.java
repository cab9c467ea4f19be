package dev.millwright.cli.replay;

import java.util.OptionalDouble;

/// Counts what comes of requests that are sent side by side. Safe for use by many threads.
final class Tally {
  private Sent sent = Sent.NOTHING;

  synchronized void answered(OptionalDouble value) {
    sent = sent.plus(new Sent(1, 0, value.stream().count(), value.orElse(0), ""));
  }

  synchronized void failed(String complaint) {
    sent = sent.plus(new Sent(1, 1, 0, 0, complaint));
  }

  synchronized Sent sent() {
    return sent;
  }
}
