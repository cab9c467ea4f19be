package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
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
    Taken taken = new Taken(checks, flow.known());
    String asker = "`" + function.metadata().name() + "`";
    function
        .inputs()
        .forEach(
            (name, input) -> input.value().ifPresent(type -> taken.take(asker, name, type, place)));
    function
        .outputs()
        .forEach((name, output) -> output.value().ifPresent(type -> flow.bring(name, type, place)));
    flow.known().tainted |= function.type() == Function.Type.JOB;
  }
}
