package dev.millwright.spec.yaml;

import dev.millwright.spec.Kind;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.binding.Locator;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/// The door: a project's files in, its resources and all findings of all files out.
///
/// Documents whose `apiVersion` is Millwright's are resources; other YAML is left alone, however
/// strange.
public final class ResourceReader {
  private ResourceReader() {}

  /// @param files contents by path relative to the project's folder; other than `.yaml` and `.yml`
  ///   are passed over
  public static Reading read(SortedMap<String, byte[]> files) {
    // Files are independent of each other, and the order of the answer is that of the map.
    return Reading.of(
        files.entrySet().parallelStream()
            .filter(entry -> entry.getKey().endsWith(".yaml") || entry.getKey().endsWith(".yml"))
            .map(entry -> read(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// One file: what it says depends on its path and its bytes alone.
  public static Reading read(String path, byte[] content) {
    FileReader reader = FileReader.read(path, content);
    return new Reading(
        reader.resources(),
        reader.templates(),
        reader.uses(),
        reader.findings(),
        Broken.ofAll(reader.broken()));
  }

  /// The resource with a merge patch (RFC 7386) applied to its document, read again. Findings stand
  /// at the places of the document.
  ///
  /// @param mergePatch a JSON object, as in `Environment.Patch`
  public static Checked<LocatedResource> patched(LocatedResource located, String mergePatch) {
    ObjectNode tree =
        (ObjectNode) MergePatch.apply(located.tree(), Json.mapper().readTree(mergePatch));
    boolean mayUse = located.resource() instanceof Function || located.resource() instanceof Model;
    if (mayUse && tree.path("spec").has("uses")) {
      return new Checked.Rejected<>(List.of(used(located)));
    }
    String kind = tree.path("kind").asString("");
    if (Kind.ofWord(kind).filter(it -> it != located.address().kind()).isPresent()) {
      String name = tree.path("metadata").path("name").asString("");
      return new Checked.Rejected<>(List.of(renamed(located, kind + "/" + name)));
    }
    return switch (Binder.bind(tree, new PlacesInText(located.places(), located.source()))) {
      case Checked.Rejected<Resource>(var diagnostics) -> new Checked.Rejected<>(diagnostics);
      case Checked.Ok<Resource>(var resource, var warnings) ->
          resource.address().equals(located.address())
              ? new Checked.Ok<>(
                  new LocatedResource(resource, tree, located.source(), located.places()), warnings)
              : new Checked.Rejected<>(List.of(renamed(located, resource.address().toString())));
    };
  }

  /// The resource that a use of an item is: what the item says, and above it what the document
  /// says. Findings stand at the places of the document.
  ///
  /// @param item a resource of the same kind
  /// @param folder where the item's files stand, for a function's `source` and a model's `artifact`
  public static Checked<LocatedResource> used(Used used, LocatedResource item, String folder) {
    LocatedResource part = used.part();
    ObjectNode own = (ObjectNode) part.tree().path("spec").deepCopy();
    own.remove("uses");
    ObjectNode tree = part.tree().deepCopy();
    ObjectNode spec = (ObjectNode) MergePatch.apply(item.tree().path("spec"), own);
    for (String field : List.of("source", "artifact")) {
      if (spec.path(field).isString()) {
        String path = spec.path(field).asString();
        spec.put(field, path.equals(".") ? folder : folder + "/" + path);
      }
    }
    tree.set("spec", spec);
    return bound(tree, part, part.places());
  }

  /// A resource that another one brings along. Findings stand at the places of that one's document.
  ///
  /// @param tree the document, as an author would write it
  public static Checked<LocatedResource> derived(LocatedResource from, ObjectNode tree) {
    return bound(tree, from, new PlacesInText(from.places(), from.source()));
  }

  /// @param at whose places it has
  private static Checked<LocatedResource> bound(
      ObjectNode tree, LocatedResource at, Locator locator) {
    return switch (Binder.bind(tree, locator)) {
      case Checked.Rejected<Resource>(var diagnostics) -> new Checked.Rejected<>(diagnostics);
      case Checked.Ok<Resource>(var resource, var warnings) ->
          new Checked.Ok<>(new LocatedResource(resource, tree, at.source(), at.places()), warnings);
    };
  }

  private static Diagnostic used(LocatedResource located) {
    return Diagnostic.error(
            Rule.PATCH_TARGET,
            located.span(),
            "the patch says `uses`, and what `" + located.address() + "` is stands in its document")
        .hint("delete `uses` from the patch, and write it into the document");
  }

  private static Diagnostic renamed(LocatedResource located, String address) {
    return Diagnostic.error(
            Rule.PATCH_TARGET,
            located.span(),
            "the patch makes `"
                + address
                + "` of `"
                + located.address()
                + "`, and a patch cannot rename")
        .hint("delete `kind` and `metadata.name` from the patch");
  }
}
