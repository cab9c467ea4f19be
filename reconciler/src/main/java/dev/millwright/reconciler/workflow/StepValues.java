package dev.millwright.reconciler.workflow;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression.Literal;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.workflow.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the steps of one run have answered so far, and the run's parameters, by the names that they
/// have in a workflow.
final class StepValues {
  private final Map<String, Literal> literals = new HashMap<>();

  static StepValues of(Workflow workflow) {
    StepValues values = new StepValues();
    workflow
        .parameters()
        .orElseGet(TreeMap::new)
        .forEach(
            (name, it) ->
                it.defaultValue()
                    .ifPresent(
                        text -> values.put("workflow.parameters." + name, it.type().base(), text)));
    return values;
  }

  /// How the steps ended, for those on exit.
  void ended(Optional<String> failure) {
    put("workflow.succeeded", BaseType.BOOL, failure.isEmpty() ? "TRUE" : "FALSE");
    failure.ifPresent(why -> put("workflow.failure", BaseType.STRING, why));
  }

  void answered(String step, String output, BaseType type, String text) {
    put("steps." + step + ".outputs." + output, type, text);
  }

  /// What a function answered, by the types that it declares.
  void answered(String step, Function function, SortedMap<String, String> outputs) {
    function
        .outputs()
        .forEach(
            (name, output) ->
                BaseType.ofWord(output.type().name().toLowerCase(Locale.ROOT))
                    .filter(_ -> outputs.containsKey(name))
                    .ifPresent(type -> answered(step, name, type, outputs.getOrDefault(name, ""))));
  }

  /// As conditions take them; what is missing is not there.
  Map<String, Object> all() {
    Map<String, Object> all = new HashMap<>();
    literals.forEach((name, literal) -> literal.value().ifPresent(it -> all.put(name, it)));
    return all;
  }

  /// A text with what its references lead to.
  String filled(String text) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    List<Reference> references = Reference.in(text);
    for (Reference reference : references) {
      int open = text.lastIndexOf("${", reference.start());
      filled.append(plain(text.substring(from, open))).append(textOf(reference.path()));
      from = text.indexOf('}', reference.end()) + 1;
    }
    return filled.append(plain(text.substring(from))).toString();
  }

  private String textOf(String path) {
    return Optional.ofNullable(literals.get(path)).flatMap(Literal::text).orElse("");
  }

  private static String plain(String text) {
    return text.replace("$${", "${");
  }

  private void put(String name, BaseType type, String text) {
    literals.put(name, new Literal(DataType.of(type), Optional.of(text)));
  }
}
