package dev.millwright.compiler.version;

import dev.millwright.spec.Address;

/// What a component's derivation may ask about others and about files.
sealed interface Look {
  /// The definition that stands there.
  record Definition(Address address) implements Look {}

  /// The version that was given there.
  record Version(Address address) implements Look {}

  /// The tree id of a function's source.
  record TreeId(Address function) implements Look {}

  /// The jars of a function that the commit's lock pins.
  record Libraries(Address function) implements Look {}

  /// What else the lock pins of a function.
  record Pins(Address function) implements Look {}

  /// What images of Millwright's alone stand on.
  record Base() implements Look {}

  /// The digests of a set's files.
  record Sources(Address set) implements Look {}
}
