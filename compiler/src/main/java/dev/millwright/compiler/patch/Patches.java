package dev.millwright.compiler.patch;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Applies patches in the order in which they stand.
public final class Patches {
  private final Declared<Environment> environment;
  private final SortedMap<Address, LocatedResource> resources;
  private final Findings findings;

  private Patches(
      Declared<Environment> environment,
      SortedMap<Address, LocatedResource> resources,
      Findings findings) {
    this.environment = environment;
    this.resources = resources;
    this.findings = findings;
  }

  /// The resources as the environment has them. A patch without a target is left to the check of
  /// references.
  public static Declarations apply(
      Declarations declarations, Declared<Environment> environment, Findings findings) {
    Patches patches = new Patches(environment, new TreeMap<>(declarations.resources()), findings);
    List<Environment.Patch> all = environment.resource().patches();
    for (int i = 0; i < all.size(); i++) {
      patches.apply(all.get(i), environment.spec("patches").element(i));
    }
    return new Declarations(patches.resources, declarations.broken());
  }

  private void apply(Environment.Patch patch, Place place) {
    LocatedResource target = resources.get(patch.target());
    if (target == null) {
      return;
    }
    switch (patch.target().kind()) {
      case PROJECT, ENVIRONMENT ->
          findings.add(
              place
                  .field("target")
                  .error(Rule.PATCH_TARGET, "a patch cannot change a " + patch.target().kind())
                  .hint("change the resource itself"));
      case CONNECTION,
          FUNCTION,
          FEATURE_SET,
          FEATURE_VECTOR,
          MODEL,
          SERVING_GRAPH,
          WORKFLOW,
          MONITOR ->
          patched(target, patch, place);
    }
  }

  private void patched(LocatedResource target, Environment.Patch patch, Place place) {
    String note = "the patch of environment `" + environment.resource().metadata().name() + "`";
    switch (ResourceReader.patched(target, patch.patch())) {
      case Checked.Ok<LocatedResource>(var resource, var _) ->
          resources.put(patch.target(), resource);
      case Checked.Rejected<LocatedResource>(var diagnostics) ->
          diagnostics.forEach(finding -> findings.add(finding.related(place.span(), note)));
    }
  }
}
