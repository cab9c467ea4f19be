package dev.millwright.spec.binding;

import dev.millwright.spec.resource.HubReference;
import dev.millwright.spec.resource.Project.Catalog;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where items of hubs come from, and the fields of a resource that takes one.
final class HubBinding {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final String ITEM = "hub://flights/train@1.2.0";

  private HubBinding() {}

  static SortedMap<String, Catalog> catalogs(Fields spec) {
    return spec.optional("hub")
        .map(value -> value.map(NAME, "a name", entry -> entry.fields(HubBinding::catalog)))
        .orElseGet(TreeMap::new);
  }

  private static Catalog catalog(Fields fields) {
    return new Catalog(
        fields
            .required("git", "https://git.example.com/catalog.git")
            .matching(
                Catalog.URL, "a URL of https, ssh or file", "https://git.example.com/catalog.git"),
        fields
            .optional("ref")
            .map(value -> value.matching(Catalog.REF, "a branch or tag", "main"))
            .orElse("HEAD"),
        fields
            .optional("path")
            .map(value -> value.matching(Catalog.PATH, "a folder of a repository", "functions"))
            .orElse(""));
  }

  /// Leaves what is not written to an item, where `uses` names one.
  ///
  /// @param ofTheItem the fields that the item alone says
  static void uses(Fields spec, Set<String> ofTheItem) {
    spec.optional("uses")
        .ifPresent(
            value -> {
              value.matching(HubReference.FORM, "an item of a hub with its version", ITEM);
              spec.leaveTheRest();
              ofTheItem.stream().filter(spec::has).forEach(spec::contradicts);
            });
  }
}
