package dev.millwright.compiler.type;

import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.spec.Address;
import dev.millwright.spec.Name;

/// What a check may ask about other resources.
sealed interface Look {
  /// What is declared there.
  record Found(Address address) implements Look {}

  /// Whether anything is declared there, even if it cannot be read.
  record Declares(Address address) implements Look {}

  /// The columns of a feature set.
  record ColumnsOf(Name set) implements Look {}

  /// The files of the project that a source names.
  record Files(SourceFiles source) implements Look {}

  /// A feature vector as its own check left it.
  record VectorOf(Name vector) implements Look {}
}
