package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Secret;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.AskFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The functions that a graph asks run in one process: of one image, with one environment.
record OneProcess(Checks checks) {
  /// @param steps where they stand
  void check(ServingGraph graph, Place steps) {
    List<Function> before = new ArrayList<>();
    for (int i = 0; i < graph.steps().size(); i++) {
      if (graph.steps().get(i) instanceof AskFunction ask) {
        Place place = steps.element(i).field("function");
        Optional<Function> function =
            checks
                .declarations
                .find(Function.class, Kind.FUNCTION, ask.function())
                .map(Declared::resource)
                .filter(Function::runsInGraph);
        function.ifPresent(it -> before.forEach(other -> beside(it, other, place)));
        function.ifPresent(before::add);
      }
    }
  }

  private void beside(Function function, Function other, Place place) {
    if (!code(function).equals(code(other))) {
      checks.findings.add(
          Diagnostic.warning(
                  Rule.NOT_TAKEN,
                  place.span(),
                  "`%s` and `%s` have another `source` or `build`, and the image of a graph holds"
                          .formatted(name(other), name(function))
                      + " one: a platform refuses a commit that uses both")
              .hint("put both into one folder, with one `build`"));
    }
    SortedMap<String, Object> first = variables(other);
    variables(function).entrySet().stream()
        .filter(it -> isAnother(first, it))
        .findFirst()
        .ifPresent(
            it ->
                checks.invalid(
                    place,
                    "`%s` and `%s` give `%s` another value, and run in one process"
                        .formatted(name(other), name(function), it.getKey()),
                    "give it one value, or one of them another variable"));
  }

  private static boolean isAnother(SortedMap<String, Object> first, Map.Entry<String, Object> it) {
    return first.containsKey(it.getKey()) && !Objects.equals(first.get(it.getKey()), it.getValue());
  }

  private static List<Object> code(Function function) {
    return List.of(function.source(), function.dependencies(), function.build());
  }

  private static SortedMap<String, Object> variables(Function function) {
    SortedMap<String, Object> variables = new TreeMap<>(function.env().orElseGet(TreeMap::new));
    for (Secret secret : function.secrets().orElse(List.of())) {
      variables.put(secret.name(), secret.from());
    }
    return variables;
  }

  private static String name(Function function) {
    return function.metadata().name().text();
  }
}
