package dev.millwright.serving.graph;

import dev.millwright.spec.Name;
import java.util.Map;

/// What one release binds to a graph: the stores and the models it reads, the functions it asks,
/// and no others.
public record Materials(
    Map<Name, FeatureLookup> stores,
    Map<Name, TrainedModel> models,
    Map<Name, Answerer> functions) {
  public Materials {
    stores = Map.copyOf(stores);
    models = Map.copyOf(models);
    functions = Map.copyOf(functions);
  }

  /// Without functions.
  public Materials(Map<Name, FeatureLookup> stores, Map<Name, TrainedModel> models) {
    this(stores, models, Map.of());
  }

  Answerer function(Name function) {
    return found(functions.get(function), "function", function);
  }

  FeatureLookup store(Name set) {
    return found(stores.get(set), "online store", set);
  }

  TrainedModel model(Name model) {
    return found(models.get(model), "model", model);
  }

  private static <T> T found(@org.jspecify.annotations.Nullable T value, String what, Name name) {
    if (value == null) {
      throw new IllegalArgumentException("the release binds no " + what + " " + name);
    }
    return value;
  }
}
