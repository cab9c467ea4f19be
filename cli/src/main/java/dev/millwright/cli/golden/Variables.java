package dev.millwright.cli.golden;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Secret;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The environment of this process, in which functions run that a graph asks.
///
/// @param own the variables that are set
public record Variables(Map<String, String> own) {
  /// @throws CommandFailure when the functions are to find others than those, with what to type
  public void require(GraphVersion graph) {
    SortedMap<String, String> missing = new TreeMap<>();
    graph.functions().forEach(function -> missing.putAll(missing(function)));
    if (!missing.isEmpty()) {
      String typed =
          missing.entrySet().stream()
              .map(it -> it.getKey() + "=" + it.getValue())
              .collect(Collectors.joining(" "));
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "`%s` runs in this process, which has not the variables that its functions are to find: %s"
              .formatted(graph.name(), String.join(", ", missing.keySet())),
          "type %s millwright test %s".formatted(typed, graph.name()));
    }
  }

  private SortedMap<String, String> missing(Function function) {
    SortedMap<String, String> missing = new TreeMap<>();
    function
        .env()
        .orElseGet(TreeMap::new)
        .forEach(
            (name, value) -> {
              if (!value.equals(own.get(name))) {
                missing.put(name, quoted(value));
              }
            });
    for (Secret secret : function.secrets().orElse(List.of())) {
      if (!own.containsKey(secret.name())) {
        missing.put(secret.name(), "…");
      }
    }
    return missing;
  }

  /// As a shell takes it.
  private static String quoted(String value) {
    return value.matches("[\\w./:@%+=,-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
