package dev.millwright.compiler.patch;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
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
  private final Kept<Patched, Checked<LocatedResource>> kept;

  public Patches(Memory memory) {
    this.kept = memory.kept();
  }

  private record Patched(Same<LocatedResource> target, String patch) {}

  /// The resources as the environment has them. A patch without a target is left to the check of
  /// references.
  public Declarations apply(
      Declarations declarations, Declared<Environment> environment, Findings findings) {
    Application patches =
        new Application(kept, environment, new TreeMap<>(declarations.resources()), findings);
    List<Environment.Patch> all = environment.resource().patches();
    for (int i = 0; i < all.size(); i++) {
      patches.apply(all.get(i), environment.spec("patches").element(i));
    }
    return declarations.with(patches.resources);
  }

  private record Application(
      Kept<Patched, Checked<LocatedResource>> kept,
      Declared<Environment> environment,
      SortedMap<Address, LocatedResource> resources,
      Findings findings) {
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
                    .error(Rule.PATCH_TARGET, "a patch changes no " + patch.target().kind())
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
      Patched key = new Patched(new Same<>(target), patch.patch());
      switch (kept.get(key, it -> ResourceReader.patched(target, it.patch()))) {
        case Checked.Ok<LocatedResource>(var resource, var _) ->
            resources.put(patch.target(), resource);
        case Checked.Rejected<LocatedResource>(var diagnostics) ->
            diagnostics.forEach(finding -> findings.add(finding.related(place.span(), note)));
      }
    }
  }
}
