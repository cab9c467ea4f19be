package dev.millwright.cli.run;

import dev.millwright.cli.client.DaemonClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One run of a function by hand.
///
/// @param log takes what the function says, a line each, as it says it
public record HandRun(DaemonClient daemon, Consumer<String> log) {
  private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

  /// Starts the run and returns when it has come to its end.
  ///
  /// @param inputs input name to what fills it: a feature set or vector, by address or name
  /// @return the run's record
  public JsonNode run(String function, Map<String, String> parameters, Map<String, String> inputs) {
    Map<String, String> addresses = new TreeMap<>();
    inputs.forEach((name, value) -> addresses.put(name, new InputNames(daemon).address(value)));
    JsonNode started =
        daemon.post(
            "/runs", Map.of("function", function, "parameters", parameters, "inputs", addresses));
    return follow(started.path("run").asString());
  }

  private JsonNode follow(String run) {
    int said = 0;
    while (true) {
      JsonNode record = daemon.get("/runs/" + run);
      String text = daemon.text("/runs/" + run + "/log");
      said += say(text.substring(Math.min(said, text.length())));
      if (record.has("ended")) {
        text.substring(Math.min(said, text.length())).lines().forEach(log);
        return record;
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  /// Says the whole lines of a text; answers how long they were.
  private int say(String text) {
    int end = text.lastIndexOf('\n') + 1;
    text.substring(0, end).lines().forEach(log);
    return end;
  }
}
