package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.parameter.ParameterCheck;
import dev.millwright.spec.Kind;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import java.util.Optional;
import java.util.SortedMap;

/// What a model is trained on, and by what.
final class TrainingCheck {
  private final Checks checks;
  private final Declared<Model> declared;
  private final Model.TrainedBy trained;

  TrainingCheck(Checks checks, Declared<Model> declared, Model.TrainedBy trained) {
    this.checks = checks;
    this.declared = declared;
    this.trained = trained;
  }

  void vector() {
    Place place = declared.spec("trainedBy");
    asked(declared.resource().inputs());
    if (trained.since().compareTo(trained.holdOut()) <= 0) {
      checks.invalid(
          place.field("holdOut"),
          "all examples are held out, and none is left to train on",
          "make it shorter than `since`");
    }
    Place input = place.field("inputs").field(trained.input());
    checks
        .declarations
        .find(FeatureVector.class, Kind.FEATURE_VECTOR, trained.featureVector())
        .ifPresent(vector -> trained(vector.resource(), input.field("featureVector")));
  }

  private void asked(Model.Inputs inputs) {
    switch (inputs) {
      case Model.OfVector(var vector) when vector.equals(trained.featureVector()) -> {}
      case Model.OfVector _ ->
          checks.mismatch(
              declared.spec("inputs").field("featureVector"),
              "the model is trained on `"
                  + trained.featureVector()
                  + "` and asked with another vector",
              "write `featureVector: " + trained.featureVector() + "`");
      case Model.Fields _ ->
          checks.mismatch(
              declared.spec("inputs"),
              "the model is trained on `"
                  + trained.featureVector()
                  + "`, whose columns it takes in their order",
              "write `inputs: {featureVector: "
                  + trained.featureVector()
                  + "}`; fields are for an `artifact`");
    }
  }

  private void trained(FeatureVector vector, Place place) {
    label(vector, place);
    new KeptCheck(checks).check(vector, place);
    Optional.ofNullable(checks.vectors.get(vector.metadata().name()))
        .ifPresent(it -> new NumbersCheck(checks).check(it, place));
  }

  private void label(FeatureVector vector, Place place) {
    String name = vector.metadata().name().text();
    if (vector.label().isEmpty()) {
      checks.mismatch(
          place,
          "`" + name + "` has no label, and a model learns from one",
          "say `label: set.feature` in FeatureVector `" + name + "`");
      return;
    }
    checks
        .featureType(vector.label().get())
        .filter(type -> type.base() != BaseType.BOOL)
        .ifPresent(
            type ->
                checks.mismatch(
                    place,
                    "the label of `"
                        + name
                        + "` is "
                        + type
                        + ", and models are judged by yes or no",
                    "derive a bool, such as `late: delay > 15`"));
  }

  /// How it is trained, the parameters completed.
  Model.TrainedBy by(Function function) {
    Place place = declared.spec("trainedBy");
    inputs(function, place.field("inputs"));
    SortedMap<String, String> parameters =
        new ParameterCheck(
                "`" + function.metadata().name() + "`", function.parameters(), checks.findings)
            .check(trained.parameters(), place.field("parameters"));
    return new Model.TrainedBy(
        trained.function(),
        parameters,
        trained.input(),
        trained.featureVector(),
        trained.since(),
        trained.holdOut(),
        trained.asOf());
  }

  private void inputs(Function trainer, Place place) {
    String name = trainer.metadata().name().text();
    String input = trained.input();
    if (!trainer.inputs().containsKey(input)) {
      String message = "`" + name + "` takes no input `" + input + "`";
      checks.unknown(place.field(input), message, input, trainer.inputs().keySet());
    }
    trainer.inputs().keySet().stream()
        .filter(other -> !other.equals(input) && trainer.inputs().containsKey(input))
        .forEach(
            other ->
                checks.mismatch(
                    place,
                    "`" + name + "` asks for an input `" + other + "`, too",
                    "a model is trained on one input; remove the other from the function"));
    boolean trains =
        trainer.outputs().values().stream()
            .anyMatch(output -> output.type() == Function.OutputType.MODEL);
    if (!trains) {
      checks.mismatch(
          declared.spec("trainedBy").field("function"),
          "`" + name + "` makes no model",
          "add `model: {type: model}` to its `outputs`");
    }
  }
}
