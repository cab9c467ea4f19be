package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.parameter.ParameterCheck;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.workflow.Reference;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a step is given: values that fit the parameters of its function, and data that fits its
/// inputs.
record StepWork(Checks checks, Workflow workflow, StepValues values, Place place) {
  void check(Workflow.Step step) {
    switch (step) {
      case Workflow.Run run ->
          checks
              .declarations
              .find(Function.class, Kind.FUNCTION, run.function())
              .map(Declared::resource)
              .ifPresent(function -> run(run, function));
      case Workflow.Approval approval -> {
        Place at = place.field("approval").field("message");
        Reference.in(approval.message())
            .forEach(reference -> text(reference, approval.message(), at));
      }
      case Workflow.Train(var _, var model) -> trained(model, place.field("train"));
      case Workflow.Propose(var _, var model) -> trained(model, place.field("propose"));
      case Workflow.Ingest _, Workflow.Deploy _ -> {}
    }
  }

  private void trained(Name model, Place at) {
    checks
        .declarations
        .find(Model.class, Kind.MODEL, model)
        .filter(it -> it.resource().artifact().isPresent())
        .ifPresent(
            _ ->
                checks.findings.add(
                    ArtifactCheck.untrained(
                        at.field("model"),
                        model,
                        "nothing here can train it",
                        "name a model that says `trainedBy`")));
  }

  private void run(Workflow.Run run, Function function) {
    SortedMap<String, String> constants = new TreeMap<>();
    SortedMap<String, Function.Parameter> asked = new TreeMap<>(function.parameters());
    Place parameters = place.field("run").field("parameters");
    run.parameters()
        .forEach(
            (name, text) -> {
              if (Reference.in(text).isEmpty() || !function.parameters().containsKey(name)) {
                constants.put(name, text);
              } else {
                asked.remove(name);
                given(name, text, function.parameters().get(name), parameters.field(name));
              }
            });
    var _ =
        new ParameterCheck("`" + run.function() + "`", asked, checks.findings)
            .check(constants, parameters);
    inputs(run, function);
  }

  /// A value that is only known when the step runs.
  private void given(String name, String text, Function.Parameter parameter, Place at) {
    Optional<Reference> whole = Reference.whole(text);
    if (whole.isPresent()) {
      values
          .resolve(whole.get(), text, at)
          .ifPresent(shape -> fits(name, whole.get().path(), shape, parameter, at));
      return;
    }
    Reference.in(text).forEach(reference -> text(reference, text, at));
    if (parameter.type().base() != BaseType.STRING) {
      checks.mismatch(
          at,
          "`%s` is %s, and a text with a reference in it is a string"
              .formatted(name, parameter.type()),
          "write the reference alone, as the whole of the value");
    }
  }

  private void fits(String name, String path, Shape shape, Function.Parameter parameter, Place at) {
    if (!shape.fits(parameter.type())) {
      checks.mismatch(
          at,
          "`%s` is %s, and `%s` is %s".formatted(name, parameter.type(), path, shape),
          "give it what is " + parameter.type());
    } else {
      new ParameterRange(checks, workflow).check(name, path, parameter, at);
    }
  }

  /// A part of a longer text: any single value.
  private void text(Reference reference, String text, Place at) {
    values
        .resolve(reference, text, at)
        .filter(shape -> shape.single().isEmpty())
        .ifPresent(
            shape ->
                checks.mismatch(
                    at,
                    "`%s` is a %s, which has no text".formatted(reference.path(), shape),
                    "name a single value"));
  }

  private void inputs(Workflow.Run run, Function function) {
    Place at = place.field("run").field("inputs");
    run.inputs()
        .forEach(
            (name, source) -> {
              Function.Input input = function.inputs().get(name);
              if (input == null) {
                String message = "`" + run.function() + "` has no input `" + name + "`";
                checks.unknown(at.field(name), message, name, function.inputs().keySet());
              } else {
                input(name, source, Shape.word(input.type()), at.field(name));
              }
            });
    boolean isMisspelt = !function.inputs().keySet().containsAll(run.inputs().keySet());
    List<String> lacking =
        function.inputs().keySet().stream()
            .filter(it -> !isMisspelt && !run.inputs().containsKey(it))
            .toList();
    lacking.forEach(
        name ->
            checks.findings.add(
                at.error(
                        Rule.MISSING_FIELD,
                        "`" + run.function() + "` needs the input `" + name + "`")
                    .hint("add `inputs: {" + name + ": {featureVector: NAME}}`")));
  }

  private void input(String name, Workflow.Source source, String asked, Place at) {
    Optional<Shape> given =
        switch (source) {
          case Workflow.From(var text) ->
              Reference.whole(text).flatMap(it -> values.resolve(it, text, at.field("from")));
          case Workflow.Vector(var vector, var _) -> {
            labelled(vector, at.field("featureVector"));
            yield Optional.of(Shape.artifact("dataset"));
          }
          case Workflow.Rows _ -> Optional.of(Shape.artifact("dataset"));
        };
    given
        .filter(shape -> !shape.toString().equals(asked))
        .ifPresent(
            shape ->
                checks.mismatch(
                    at,
                    "the input `%s` is a %s, and this is %s".formatted(name, asked, shape),
                    "give it an output of the type " + asked));
  }

  /// The rows of a vector are those of its label.
  private void labelled(Name vector, Place at) {
    checks
        .declarations
        .find(FeatureVector.class, Kind.FEATURE_VECTOR, vector)
        .filter(it -> it.resource().label().isEmpty())
        .ifPresent(
            _ ->
                checks.mismatch(
                    at,
                    "`" + vector + "` has no label, so it has no examples",
                    "say `label: set.feature` in FeatureVector `" + vector + "`"));
  }
}
