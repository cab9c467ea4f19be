package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A function by itself: what surrounds its process, when it starts, what it is tuned by.
final class FunctionCheck {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|(API|ACCESS|PRIVATE)_?KEY).*");

  private final Checks checks;
  private final Declared<Function> declared;
  private final Function function;

  private FunctionCheck(Checks checks, Declared<Function> declared) {
    this.checks = checks;
    this.declared = declared;
    this.function = declared.resource();
  }

  /// The function with what it is tuned by typed.
  static Function check(Checks checks, Declared<Function> declared) {
    FunctionCheck check = new FunctionCheck(checks, declared);
    check.step();
    check.service();
    check.env();
    check.schedule();
    Function function = declared.resource();
    return function.with(
        function.metadata(),
        function
            .tune()
            .map(it -> new TuningCheck(checks, function, it, declared.spec("tune")).check()));
  }

  private void step() {
    if (function.type() == Function.Type.STEP
        && function.runtime() == Function.Language.CONTAINER) {
      checks.invalid(
          declared.spec("runtime"),
          "a step is a class, and a container holds a whole process",
          "write `type: service`, which answers requests, or bring the class");
    }
  }

  /// A request brings the inputs and takes the outputs, and nobody says a parameter.
  private void service() {
    if (!function.runsInGraph()) {
      return;
    }
    if (function.type() == Function.Type.SERVICE && function.inputs().isEmpty()) {
      nothing("inputs", "brings", "{origin: {type: string}}");
    }
    if (function.type() == Function.Type.SERVICE && function.outputs().isEmpty()) {
      nothing("outputs", "is answered", "{wind: {type: float64}}");
    }
    function.parameters().entrySet().stream()
        .filter(it -> it.getValue().defaultValue().isEmpty())
        .map(it -> declared.spec("parameters").field(it.getKey()))
        .forEach(
            place ->
                checks.findings.add(
                    Diagnostic.error(
                            Rule.MISSING_FIELD,
                            place.key(),
                            "nobody says a parameter of what answers requests, and it has no"
                                + " default")
                        .hint("add `default: …`, or make it an input")));
  }

  private void nothing(String field, String does, String example) {
    checks.findings.add(
        declared
            .spec(field)
            .error(
                Rule.MISSING_FIELD,
                "a service answers requests, and it does not say what a request " + does)
            .hint("write `" + field + ": " + example + "`"));
  }

  private void env() {
    Place env = declared.spec("env");
    List<String> variables =
        new ArrayList<>(function.env().map(it -> it.keySet()).orElseGet(Set::of));
    variables.stream()
        .filter(name -> SECRET.matcher(name).matches())
        .forEach(name -> checks.findings.add(inTheOpen(name, env.field(name))));
    List<Secret> secrets = function.secrets().orElse(List.of());
    for (int i = 0; i < secrets.size(); i++) {
      String name = secrets.get(i).name();
      if (variables.contains(name)) {
        checks.findings.add(
            declared
                .spec("secrets")
                .element(i)
                .field("name")
                .error(Rule.INVALID_VALUE, "`env` gives `" + name + "` a value already")
                .hint("keep one of the two")
                .related(env.field(name).key(), "given here"));
      }
    }
  }

  private static Diagnostic inTheOpen(String name, Place place) {
    return Diagnostic.warning(
            Rule.SECRET_IN_THE_OPEN,
            place.span(),
            "`" + name + "` looks like a secret, and everybody who reads the repository knows it")
        .hint(
            "take it out of the history, and write `secrets: [{name: "
                + name
                + ", from: {env: "
                + name
                + "}}]`");
  }

  /// Nobody is there to say what a schedule cannot.
  private void schedule() {
    function
        .schedule()
        .ifPresent(it -> new ScheduleCheck(checks).check(it, declared.spec("schedule")));
    if (function.schedule().isPresent() && !function.inputs().isEmpty()) {
      unattended("the input", function.inputs().firstKey(), "let a Model or a Workflow start it");
    }
    function.parameters().entrySet().stream()
        .filter(it -> function.schedule().isPresent() && it.getValue().defaultValue().isEmpty())
        .filter(it -> function.tune().isEmpty())
        .findFirst()
        .ifPresent(it -> unattended("the parameter", it.getKey(), "give the parameter a default"));
  }

  private void unattended(String what, String name, String cure) {
    checks.findings.add(
        Diagnostic.warning(
                Rule.SCHEDULE_WITHOUT_INPUT,
                declared.spec("schedule").key(),
                "nobody says "
                    + what
                    + " `"
                    + name
                    + "` when the schedule starts `"
                    + function.metadata().name()
                    + "`, so it is not started")
            .hint(cure));
  }
}
