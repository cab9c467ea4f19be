package dev.millwright.spec.binding;

import org.jspecify.annotations.Nullable;

/// Where a value stands, as a JSON pointer that is written out when somebody asks for it: one is
/// made for each field of each document, and nobody asks where nothing is wrong.
final class Pointer {
  private final @Nullable Pointer parent;
  private final String key;

  private Pointer(@Nullable Pointer parent, String key) {
    this.parent = parent;
    this.key = key;
  }

  /// The document's own.
  static Pointer root() {
    return new Pointer(null, "");
  }

  Pointer child(String field) {
    return new Pointer(this, field);
  }

  Pointer element(int index) {
    return new Pointer(this, Integer.toString(index));
  }

  String text() {
    return parent == null ? "" : Pointers.child(parent.text(), key);
  }
}
