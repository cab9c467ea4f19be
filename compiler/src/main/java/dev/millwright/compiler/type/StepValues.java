package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.workflow.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The values that a step of a workflow may name: what they are, and which may not be there.
final class StepValues {
  private static final String STEPS = "steps.";
  private static final String OUTPUTS = ".outputs.";
  private static final String PARAMETERS = "workflow.parameters.";

  private final Checks checks;
  private final SequencedMap<String, Shape> names = new LinkedHashMap<>();
  private final SequencedMap<String, Set<String>> steps = new LinkedHashMap<>();
  private final Set<String> tainted = new HashSet<>();
  private final Set<String> unknownSteps = new HashSet<>();
  private final Map<String, Absence> absent = new LinkedHashMap<>();

  /// Why the outputs of a step may not be there.
  ///
  /// @param sentence to follow "may not be there: "; @param cause where that is said
  record Absence(String sentence, Span cause) {}

  StepValues(Checks checks) {
    this.checks = checks;
  }

  void add(String name, Shape shape) {
    names.put(name, shape);
  }

  void addParameter(String name, Shape shape) {
    names.put(PARAMETERS + name, shape);
  }

  /// @param outputs empty when they are not known
  void addStep(
      String step, Optional<SequencedMap<String, Shape>> outputs, Optional<Absence> absence) {
    steps.put(step, outputs.<Set<String>>map(SequencedMap::keySet).orElse(Set.of()));
    if (outputs.isEmpty()) {
      unknownSteps.add(step);
    }
    outputs
        .orElseGet(LinkedHashMap::new)
        .forEach(
            (output, shape) -> {
              String name = STEPS + step + OUTPUTS + output;
              names.put(name, shape);
              absent.remove(name);
              absence.ifPresent(it -> absent.put(name, it));
            });
  }

  /// A name of which nothing is known, and nothing said.
  void taint(String name) {
    tainted.add(name);
  }

  /// What is asked to be there is.
  void narrow(Set<String> present) {
    present.forEach(
        name -> {
          absent.remove(name);
          names.computeIfPresent(
              name, (_, shape) -> shape.single().map(it -> Shape.of(it.notNull())).orElse(shape));
        });
  }

  /// The names that an expression may use.
  Scope scope() {
    SequencedMap<String, DataType> scope = new LinkedHashMap<>();
    names.forEach(
        (name, shape) ->
            shape
                .single()
                .ifPresent(
                    type -> scope.put(name, absent.containsKey(name) ? type.orNull() : type)));
    return new Scope(scope);
  }

  /// Whether an expression names a step of which nothing is known, so that nothing is said of it.
  boolean isTainted(String expression) {
    return Reference.stepsOf(expression).stream().anyMatch(unknownSteps::contains);
  }

  /// What a list or an artifact is, for an expression that names it.
  Optional<Shape> beside(String name) {
    return Optional.ofNullable(names.get(name)).filter(shape -> shape.single().isEmpty());
  }

  Optional<Absence> absence(String name) {
    return Optional.ofNullable(absent.get(name));
  }

  /// What a reference leads to; what is wrong with it is reported where it stands.
  Optional<Shape> resolve(Reference reference, String text, Place place) {
    Shape shape = names.get(reference.path());
    if (!reference.closed() || reference.path().isEmpty()) {
      checks.findings.add(
          Diagnostic.error(
                  Rule.REFERENCE_FORM,
                  span(place, text, reference.start(), reference.end()),
                  reference.closed() ? "`${}` names nothing" : "`${` is never closed")
              .hint("write it like `${steps.NAME.outputs.X}`; a plain `${` is written `$${`"));
    } else if (shape == null && !tainted.contains(reference.path())) {
      unknown(reference, text, place);
    } else if (shape != null && (absent.containsKey(reference.path()) || isNullable(shape))) {
      missing(reference, span(place, text, reference.start(), reference.end()));
      return Optional.of(shape.isList() ? shape : notNull(shape));
    }
    return Optional.ofNullable(shape);
  }

  private static boolean isNullable(Shape shape) {
    return shape.single().filter(DataType::nullable).isPresent();
  }

  private static Shape notNull(Shape shape) {
    return shape.type().map(it -> Shape.of(it.notNull())).orElse(shape);
  }

  private void missing(Reference reference, Span span) {
    Absence why = absent.get(reference.path());
    String message =
        "`%s` may not be there%s"
            .formatted(reference.path(), why == null ? "" : ": " + why.sentence());
    Diagnostic finding =
        Diagnostic.error(Rule.OUTPUT_MAY_BE_MISSING, span, message)
            .hint(
                "run this step only where it is: `when: %s IS NOT NULL`"
                    .formatted(reference.path()));
    checks.findings.add(why == null ? finding : finding.related(why.cause(), "said here"));
  }

  /// Says which part of the path is wrong.
  private void unknown(Reference reference, String text, Place place) {
    String path = reference.path();
    int outputs = path.indexOf(OUTPUTS);
    if (path.startsWith(PARAMETERS)) {
      List<String> known = parameters();
      String name = path.substring(PARAMETERS.length());
      report(
          span(place, text, reference.start() + PARAMETERS.length(), reference.end()),
          "the workflow has no parameter `" + name + "`",
          hint(name, known, "declare it in `spec.parameters`"));
    } else if (path.startsWith(STEPS) && outputs > STEPS.length()) {
      unknownOutput(reference, text, place, outputs);
    } else {
      report(
          span(place, text, reference.start(), reference.end()),
          "`" + path + "` leads nowhere",
          Nearest.hint(path, names.keySet())
              .orElse("write `${steps.NAME.outputs.X}` or `${workflow.parameters.X}`"));
    }
  }

  private void unknownOutput(Reference reference, String text, Place place, int outputs) {
    String step = reference.path().substring(STEPS.length(), outputs);
    String output = reference.path().substring(outputs + OUTPUTS.length());
    Set<String> known = steps.get(step);
    int start = reference.start();
    if (known == null) {
      report(
          span(place, text, start + STEPS.length(), start + outputs),
          "no step before this one is called `" + step + "`",
          hint(step, List.copyOf(steps.keySet()), "no step comes before this one"));
    } else if (!unknownSteps.contains(step)) {
      report(
          span(place, text, start + outputs + OUTPUTS.length(), reference.end()),
          "`" + step + "` has no output `" + output + "`",
          hint(output, List.copyOf(known), "it has none"));
    }
  }

  private List<String> parameters() {
    List<String> parameters = new ArrayList<>();
    for (String name : names.keySet()) {
      if (name.startsWith(PARAMETERS)) {
        parameters.add(name.substring(PARAMETERS.length()));
      }
    }
    return parameters;
  }

  private static String hint(String name, List<String> known, String none) {
    return Nearest.hint(name, known)
        .orElse(known.isEmpty() ? none : "there are: " + String.join(", ", known));
  }

  private void report(Span span, String message, String hint) {
    checks.findings.add(Diagnostic.error(Rule.UNKNOWN_REFERENCE, span, message).hint(hint));
  }

  /// Where a part of a text stands, also in one of several lines.
  static Span span(Place place, String text, int start, int end) {
    int line = 1 + (int) text.substring(0, start).chars().filter(it -> it == '\n').count();
    int from = start - (text.lastIndexOf('\n', start - 1) + 1);
    int to = Math.max(from + 1, from + end - start);
    return place.document().spanWithin(place.pointer(), line, from + 1, line, to + 1);
  }
}
