package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.Retries;
import dev.millwright.spec.resource.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a job has to do its work with, which is nothing of what the work is.
///
/// @param term how long one attempt may take
/// @param longest how long all attempts may take
/// @param retries how often it is tried again
record Means(
    Resources resources,
    Duration term,
    Duration longest,
    int retries,
    SortedMap<String, String> env,
    List<Secret> secrets) {
  /// What an author gives a function.
  static Means of(Function function) {
    return new Means(
        function.resources(),
        function.timeout(),
        function.longest(),
        function.retries().map(Retries::limit).orElse(0),
        function.env().orElseGet(TreeMap::new),
        function.secrets().orElse(List.of()));
  }

  /// What Millwright's own work has.
  static Means plenty(Duration term) {
    return new Means(new Resources(Optional.empty()), term, term, 0, new TreeMap<>(), List.of());
  }

  /// The variables of a container. What stands on another machine is not there.
  List<Object> variables() {
    List<Object> variables = new ArrayList<>();
    env.forEach((name, value) -> variables.add(Pods.variable(name, value)));
    for (Secret secret : secrets) {
      if (secret.from() instanceof Secret.OfSecret(var name, var key)) {
        variables.add(
            Map.of(
                "name",
                secret.name(),
                "valueFrom",
                Map.of("secretKeyRef", Map.of("name", name.text(), "key", key))));
      }
    }
    return variables;
  }
}
