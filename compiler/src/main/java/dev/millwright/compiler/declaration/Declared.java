package dev.millwright.compiler.declaration;

import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.LocatedResource;

/// A resource of a known kind with its document.
public record Declared<R extends Resource>(R resource, LocatedResource document) {
  /// A place in its `spec`.
  public Place spec(String field) {
    return new Place(document, "/spec").field(field);
  }

  /// Its name: for findings about the whole.
  public Place name() {
    return new Place(document, "/metadata/name");
  }
}
