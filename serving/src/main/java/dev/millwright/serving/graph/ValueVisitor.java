package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// Takes named values one by one.
public interface ValueVisitor {
  void value(String name, @Nullable Object value);
}
