package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Resource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A resource, the document it was read from, and where everything in that document stands.
///
/// After a patch, resource and tree are the patched ones; places stay those of the file, and what
/// the patch brought stands where its nearest ancestor in the file does.
public final class LocatedResource {
  private final Resource resource;
  private final ObjectNode tree;
  private final SourceText source;
  private final Places places;

  LocatedResource(Resource resource, ObjectNode tree, SourceText source, Places places) {
    this.resource = resource;
    this.tree = tree;
    this.source = source;
    this.places = places;
  }

  public Resource resource() {
    return resource;
  }

  public Address address() {
    return resource.address();
  }

  /// The document as JSON. Not to be changed.
  public ObjectNode tree() {
    return tree;
  }

  /// The file's path, relative to the project's folder.
  public String file() {
    return source.file();
  }

  /// The resource's name: where a finding about the resource as a whole belongs.
  public Span span() {
    return spanOf("/metadata/name");
  }

  /// Where a value stands, by its JSON pointer; where its nearest ancestor does when it is absent.
  public Span spanOf(String pointer) {
    return places.value(pointer);
  }

  /// Where the key in front of a value stands; the value itself when it has none.
  public Span keySpanOf(String pointer) {
    return places.key(pointer);
  }

  /// Where a part of a text stands, such as a name in an expression. Lines and columns count from 1
  /// in UTF-16 units of the text as it was read, the end is exclusive.
  ///
  /// Folding, indentation and escapes are followed; where that fails, the whole value's place.
  public Span spanWithin(String pointer, int line, int column, int endLine, int endColumn) {
    JsonNode now = tree.at(pointer);
    return places
        .scalar(pointer)
        .filter(scalar -> scalar.node().equals(now))
        .flatMap(scalar -> ScalarText.of(source, scalar))
        .map(text -> text.span(line, column, endLine, endColumn))
        .orElseGet(() -> spanOf(pointer));
  }

  SourceText source() {
    return source;
  }

  Places places() {
    return places;
  }

  @Override
  public String toString() {
    return address() + " at " + span();
  }
}
