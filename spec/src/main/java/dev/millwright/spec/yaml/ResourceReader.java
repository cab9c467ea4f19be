package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.node.ObjectNode;

/// The door: a project's files in, its resources and all findings of all files out.
///
/// Documents whose `apiVersion` is Millwright's are resources; other YAML is left alone, however
/// strange.
public final class ResourceReader {
  // In bytes.
  private static final int LARGE = 128 << 10;

  private ResourceReader() {}

  /// @param files contents by path relative to the project's folder; other than `.yaml` and `.yml`
  ///   are passed over
  public static Reading read(SortedMap<String, byte[]> files) {
    SortedMap<String, FileReader> read = new ConcurrentSkipListMap<>();
    // Files are independent of each other. Those that may fill the memory are read one by one.
    files.entrySet().parallelStream()
        .filter(entry -> isYaml(entry.getKey()) && entry.getValue().length <= LARGE)
        .forEach(
            entry -> read.put(entry.getKey(), FileReader.read(entry.getKey(), entry.getValue())));
    files.entrySet().stream()
        .filter(entry -> isYaml(entry.getKey()) && entry.getValue().length > LARGE)
        .forEach(
            entry -> read.put(entry.getKey(), FileReader.read(entry.getKey(), entry.getValue())));
    return joined(read.values());
  }

  private static boolean isYaml(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml");
  }

  private static Reading joined(Collection<FileReader> readers) {
    List<LocatedResource> resources = new ArrayList<>();
    List<Diagnostic> findings = new ArrayList<>();
    SortedSet<Address> broken = new TreeSet<>();
    for (FileReader reader : readers) {
      resources.addAll(reader.resources());
      findings.addAll(reader.findings());
      broken.addAll(reader.broken());
    }
    return new Reading(resources, findings, broken);
  }

  /// The resource with a merge patch (RFC 7386) applied to its document, read again. Findings stand
  /// at the places of the document.
  ///
  /// @param mergePatch a JSON object, as in `Environment.Patch`
  public static Checked<LocatedResource> patched(LocatedResource located, String mergePatch) {
    ObjectNode tree =
        (ObjectNode) MergePatch.apply(located.tree(), Json.mapper().readTree(mergePatch));
    return switch (Binder.bind(tree, located.places())) {
      case Checked.Rejected<Resource>(var diagnostics) -> new Checked.Rejected<>(diagnostics);
      case Checked.Ok<Resource>(var resource, var warnings) ->
          resource.address().equals(located.address())
              ? new Checked.Ok<>(
                  new LocatedResource(resource, tree, located.source(), located.places()), warnings)
              : new Checked.Rejected<>(List.of(renamed(located, resource)));
    };
  }

  private static Diagnostic renamed(LocatedResource located, Resource resource) {
    return Diagnostic.error(
            Rule.PATCH_TARGET,
            located.span(),
            "the patch makes `"
                + resource.address()
                + "` of `"
                + located.address()
                + "`, and a patch cannot rename")
        .hint("delete `kind` and `metadata.name` from the patch");
  }
}
