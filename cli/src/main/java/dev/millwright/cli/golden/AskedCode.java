package dev.millwright.cli.golden;

import dev.millwright.reconciler.platform.GraphVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where the code is of functions that a graph asks, built if it has to be.
@FunctionalInterface
public interface AskedCode {
  /// @return the class path; empty of a graph that asks none
  /// @throws IOException when it cannot be built
  List<Path> of(GraphVersion graph) throws IOException;
}
