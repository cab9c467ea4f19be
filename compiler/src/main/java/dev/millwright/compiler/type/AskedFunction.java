package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ServingGraph.AskFunction;
import java.util.Optional;

/// A function that a graph asks for each request.
record AskedFunction(Checks checks, Flow flow) {
  /// What the function answers is there from now on; what it takes has to be known.
  void ask(AskFunction ask, Place place) {
    Optional<Declared<Function>> found =
        checks.declarations.find(Function.class, Kind.FUNCTION, ask.function());
    flow.known().tainted |= found.isEmpty();
    found.map(Declared::resource).ifPresent(function -> ask(function, place));
  }

  private void ask(Function function, Place place) {
    if (function.type() == Function.Type.JOB) {
      String name = function.metadata().name().text();
      checks.mismatch(
          place,
          "`" + name + "` is a job, which starts and ends, and a graph asks for each request",
          "name a Function of `type: step` or `type: service`");
    }
    function
        .inputs()
        .forEach(
            (name, input) -> input.value().ifPresent(type -> take(name, type, function, place)));
    function
        .outputs()
        .forEach((name, output) -> output.value().ifPresent(type -> flow.bring(name, type, place)));
    flow.known().tainted |= function.type() == Function.Type.JOB;
  }

  private void take(String name, DataType asked, Function function, Place place) {
    String who = "`" + function.metadata().name() + "` takes `" + name + "`";
    DataType found = flow.known().names.get(name);
    if (found == null && !flow.known().tainted) {
      String which = flow.known().missing.containsKey(name) ? "not on every way to here" : "not";
      String message = who + ", which is " + which + " there";
      checks.unknown(place, message, name, flow.known().names.sequencedKeySet());
    } else if (found != null && found.base() != asked.base()) {
      checks.mismatch(
          place,
          who + " as " + asked + ", and what is there is " + found,
          "derive it in a `transform` step, or give both the same type");
    } else if (found != null && found.nullable() && !asked.nullable()) {
      checks.mismatch(
          place,
          who + " and it may be missing",
          "fill it before, or declare the input as `" + Checks.written(asked.orNull()) + "`");
    }
  }
}
