package dev.millwright.serving.graph;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the steps that a model decides: what is filled in, and what is asked.
///
/// @param enriched what the steps before have looked up; @param inputs what models have been asked
///   with, added to
record ModelSteps(
    GraphFile file,
    Materials materials,
    Layout layout,
    Map<Name, Enriched> enriched,
    Map<String, Contract.Input> inputs) {
  /// A value that is filled in is seen by later steps as the first model that takes it was taught.
  ImputeStep impute(ServingGraph.ImputeMissing step) {
    Map<Integer, ImputeStep.Fill> fills = new LinkedHashMap<>();
    for (Model model : asked()) {
      TrainedModel trained = materials.model(model.metadata().name());
      model
          .inputs()
          .vector()
          .flatMap(it -> Optional.ofNullable(enriched.get(it)))
          .ifPresent(vector -> fill(vector, column -> imputed(column, trained), fills));
    }
    // What no training is needed for is filled for whoever takes it by its name.
    enriched
        .values()
        .forEach(vector -> fill(vector, it -> Imputed.of(it.feature(), Optional.empty()), fills));
    return new ImputeStep(step.name(), fills.values().toArray(ImputeStep.Fill[]::new));
  }

  private static void fill(
      Enriched vector,
      Function<Enriched.Column, Optional<Imputed>> rule,
      Map<Integer, ImputeStep.Fill> fills) {
    if (vector.vector().onMissing() != FeatureVector.OnMissing.IMPUTE) {
      return;
    }
    for (Enriched.Column column : vector.columns()) {
      rule.apply(column)
          .ifPresent(
              it ->
                  fills.putIfAbsent(column.slot(), new ImputeStep.Fill(column.slot(), it.value())));
    }
  }

  private List<Model> asked() {
    return file.graph().models().stream()
        .map(model -> GraphBinder.in(file.models(), model))
        .toList();
  }

  private static Optional<Imputed> imputed(Enriched.Column column, TrainedModel model) {
    return Imputed.of(
        column.feature(), Optional.ofNullable(model.baseline().features().get(column.alias())));
  }

  PredictStep predict(ServingGraph.Predict step) {
    NamedType output = GraphBinder.in(file.models(), step.model()).outputs().getFirst();
    return asking(step.name(), step.model(), layout.share(output));
  }

  EnsembleStep ensemble(ServingGraph.Ensemble step) {
    List<PredictStep> members = new ArrayList<>();
    for (Name model : step.models()) {
      List<NamedType> outputs = GraphBinder.in(file.models(), model).outputs();
      members.add(asking(model.text(), model, layout.reserve(outputs.subList(0, 1))));
    }
    NamedType output = GraphBinder.in(file.models(), step.models().getFirst()).outputs().getFirst();
    double[] weights = step.weights().stream().mapToDouble(Double::doubleValue).toArray();
    if (weights.length == 0) {
      weights = new double[members.size()];
      Arrays.fill(weights, 1);
    }
    return new EnsembleStep(
        step.name(),
        members.toArray(PredictStep[]::new),
        step.combine(),
        weights,
        step.onMemberFailure() == ServingGraph.OnMemberFailure.SKIP,
        output(output, layout.share(output)));
  }

  private static PredictStep.Output output(NamedType type, int slot) {
    return new PredictStep.Output(slot, type.type().base() == BaseType.FLOAT32);
  }

  /// @param name who asks
  private PredictStep asking(String name, Name asked, int slot) {
    Model model = GraphBinder.in(file.models(), asked);
    TrainedModel trained = materials.model(asked);
    List<ModelInput> taken =
        switch (model.inputs()) {
          case Model.OfVector(var vector) -> columns(GraphBinder.in(enriched, vector), trained);
          case Model.Fields(var fields) -> fields(fields);
        };
    if (model.artifact().isPresent()) {
      prove(model, trained, taken.size());
    }
    return new PredictStep(
        name,
        trained.scorer(),
        taken.toArray(ModelInput[]::new),
        output(model.outputs().getFirst(), slot));
  }

  /// Asks once with nothing but zeros. A training has shown that its model answers such rows; of a
  /// file that was made elsewhere nobody knows, and a request should not be the first to see.
  private static void prove(Model model, TrainedModel artifact, int width) {
    double answer = artifact.scorer().score(new float[width]);
    if (Double.isNaN(answer)) {
      throw new IllegalArgumentException(model.metadata().name() + " answers no probability");
    }
  }

  private List<ModelInput> fields(List<NamedType> fields) {
    List<ModelInput> taken = new ArrayList<>();
    for (NamedType field : fields) {
      int slot = layout.slot(field.name());
      inputs.putIfAbsent(field.name(), new Contract.Input(field.name(), slot));
      taken.addAll(ModelInput.of(field.name(), slot, field.type(), null, field.type().nullable()));
    }
    return taken;
  }

  private List<ModelInput> columns(Enriched vector, TrainedModel trained) {
    boolean optional = vector.vector().onMissing() == FeatureVector.OnMissing.NULL;
    List<Contract.Input> columns = new ArrayList<>();
    List<ModelInput> taken = new ArrayList<>();
    for (Enriched.Column column : vector.columns()) {
      columns.add(new Contract.Input(column.alias(), column.slot()));
      float fill = imputed(column, trained).map(Imputed::input).orElse(Float.NaN);
      taken.addAll(
          ModelInput.of(column.alias(), column.slot(), column.feature().type(), fill, optional));
    }
    vector.derived().forEach((derived, at) -> columns.add(new Contract.Input(derived, at)));
    vector.vector().request().stream()
        .filter(field -> isInput(field.type().base()))
        .forEach(field -> columns.add(new Contract.Input(field.name(), requestSlot(field))));
    columns.forEach(input -> inputs.putIfAbsent(input.name(), input));
    columns.stream()
        .skip(vector.columns().size())
        .map(
            it ->
                ModelInput.of(
                    it.name(), it.slot(), layout.at(it.slot()).type(), Float.NaN, optional))
        .forEach(taken::addAll);
    return taken;
  }

  private static boolean isInput(BaseType type) {
    return type.isNumeric() || type == BaseType.BOOL || type == BaseType.VECTOR;
  }

  private int requestSlot(NamedType field) {
    List<NamedType> request = file.graph().request();
    for (int i = 0; i < request.size(); i++) {
      if (request.get(i).name().equals(field.name())) {
        return i;
      }
    }
    throw new IllegalArgumentException("the request has no " + field.name());
  }
}
