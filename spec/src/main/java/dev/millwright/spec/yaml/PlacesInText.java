package dev.millwright.spec.yaml;

import dev.millwright.spec.binding.Locator;
import dev.millwright.spec.diagnostic.Span;

/// Where the parts of a document stand, down to the letters of its texts.
record PlacesInText(Places places, SourceText source) implements Locator {
  @Override
  public Span value(String pointer) {
    return places.value(pointer);
  }

  @Override
  public Span key(String pointer) {
    return places.key(pointer);
  }

  /// What a patch or a parameter brought has no letters in the file.
  @Override
  public Span within(String pointer, String text, int start, int end) {
    return places
        .scalar(pointer)
        .filter(scalar -> scalar.node().asString("").equals(text))
        .flatMap(scalar -> ScalarText.of(source, scalar))
        .map(letters -> letters.span(1, start + 1, 1, end + 1))
        .orElseGet(() -> value(pointer));
  }
}
