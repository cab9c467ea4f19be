package dev.millwright.serving.graph;

import org.jspecify.annotations.Nullable;

/// A step with all that it reads and asks in one release.
interface BoundStep {
  String name();

  /// Does its work on the request's row.
  ///
  /// @return how the request ends here; null when it goes on
  @Nullable Outcome run(Passage passage);
}
