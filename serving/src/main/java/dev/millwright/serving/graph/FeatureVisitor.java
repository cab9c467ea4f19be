package dev.millwright.serving.graph;

import dev.millwright.runtime.feature.Status;
import org.jspecify.annotations.Nullable;

/// Takes features one by one.
public interface FeatureVisitor {
  /// @param value as it went into the models
  /// @param imputed whether it was filled in
  void feature(String alias, @Nullable Object value, Status status, boolean imputed);
}
