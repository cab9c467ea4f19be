package dev.millwright.compiler.declaration;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.Collection;
import tools.jackson.databind.JsonNode;

/// A place in a resource's document, by JSON pointer.
public record Place(LocatedResource document, String pointer) {
  /// The place of a field below this one.
  public Place field(String name) {
    return below(name.replace("~", "~0").replace("/", "~1"));
  }

  /// The place of an element of this list.
  public Place element(int index) {
    return below(Integer.toString(index));
  }

  // Not by `+`, which goes through method handles: several are made for each resource.
  private Place below(String step) {
    return new Place(document, pointer.concat("/").concat(step));
  }

  /// The element of this list that is this word; the list itself when none is.
  public Place word(String word) {
    JsonNode list = document.tree().at(pointer);
    for (int i = 0; i < list.size(); i++) {
      if (list.path(i).asString("").equals(word)) {
        return element(i);
      }
    }
    return this;
  }

  public Span span() {
    return document.spanOf(pointer);
  }

  /// The key in front of the value.
  public Span key() {
    return document.keySpanOf(pointer);
  }

  /// A part of a text of one line.
  ///
  /// @param start the first character, counted from 0; @param end exclusive
  public Span part(int start, int end) {
    return document.spanWithin(pointer, 1, start + 1, 1, end + 1);
  }

  /// The text that stands here as it was read; empty when there is none.
  public String text() {
    return document.tree().at(pointer).asString("");
  }

  public Diagnostic error(Rule rule, String message) {
    return Diagnostic.error(rule, span(), message);
  }

  /// A name here that is not among those that may stand here.
  public Diagnostic unknown(String message, String name, Collection<String> known) {
    String listed =
        known.isEmpty()
            ? "there is none yet: declare it, or take this out"
            : "there are: " + String.join(", ", known);
    return error(Rule.UNKNOWN_REFERENCE, message).hint(Nearest.hint(name, known).orElse(listed));
  }
}
