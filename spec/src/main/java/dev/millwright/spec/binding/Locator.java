package dev.millwright.spec.binding;

import dev.millwright.spec.diagnostic.Span;

/// Where the parts of a document stand. Parts are named by JSON pointers; one that is not there
/// stands where its nearest ancestor does.
public interface Locator {
  Span value(String pointer);

  /// The key in front of a value; what has no key (an element, the document) stands at its value.
  Span key(String pointer);

  /// A part of a text of one line; the whole value where its parts are not known.
  ///
  /// @param text the value
  /// @param start counted from 0; @param end exclusive
  default Span within(String pointer, String text, int start, int end) {
    return value(pointer);
  }
}
