package dev.millwright.offline.job;

import dev.millwright.sdk.Context;
import java.util.Locale;
import java.util.function.Consumer;

/// A run as its author's code sees it; what it says goes to the run's log.
record RunContext(Consumer<String> log) implements Context {
  @Override
  public void log(String metric, long step, double value) {
    log.accept(String.format(Locale.ROOT, "metric %s step=%d value=%s", metric, step, value));
  }

  @Override
  public void say(String line) {
    log.accept(line);
  }
}
