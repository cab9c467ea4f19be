package dev.millwright.serving.graph;

import dev.millwright.spec.Name;
import java.util.Map;

/// What one release binds to a graph: the stores and the models it reads, and no others.
public record Materials(Map<Name, FeatureLookup> stores, Map<Name, TrainedModel> models) {
  public Materials {
    stores = Map.copyOf(stores);
    models = Map.copyOf(models);
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
