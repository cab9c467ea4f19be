package dev.millwright.compiler.standard;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fills standard values in, as if they stood in the documents of the resources.
public final class StandardValues {
  private final Kept<Lacking, Checked<LocatedResource>> kept;

  public StandardValues(Memory memory) {
    this.kept = memory.kept();
  }

  /// @param what what the resource does not say, as canonical JSON
  private record Lacking(Same<LocatedResource> resource, String what) {}

  /// The resources with all that they leave to the project and the environment.
  ///
  /// @param environment absent: what the project says alone
  public Declarations apply(
      Declarations declarations, Optional<Declared<Environment>> environment, Findings findings) {
    Standards standards = Standards.of(declarations, environment);
    if (standards.isEmpty()) {
      return declarations;
    }
    SortedMap<Address, LocatedResource> resources = new TreeMap<>(declarations.resources());
    resources.replaceAll((_, located) -> filled(located, standards, findings));
    return declarations.with(resources);
  }

  private LocatedResource filled(LocatedResource located, Standards standards, Findings findings) {
    ObjectNode lacking = lacking(standards.of(located), located.tree().path("spec"));
    if (lacking.isEmpty()) {
      return located;
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("spec", lacking);
    Lacking key = new Lacking(new Same<>(located), Canonical.text(patch));
    return switch (kept.get(key, it -> ResourceReader.patched(located, it.what()))) {
      case Checked.Ok<LocatedResource>(var resource, var _) -> resource;
      case Checked.Rejected<LocatedResource>(var diagnostics) -> {
        diagnostics.forEach(it -> findings.add(standards.told(it)));
        yield located;
      }
    };
  }

  /// What is standard and not said, at any depth.
  private static ObjectNode lacking(ObjectNode standard, JsonNode said) {
    ObjectNode lacking = JsonNodeFactory.instance.objectNode();
    standard
        .properties()
        .forEach(
            field -> {
              JsonNode there = said.path(field.getKey());
              if (there.isMissingNode()) {
                lacking.set(field.getKey(), field.getValue());
              } else if (field.getValue() instanceof ObjectNode below && there.isObject()) {
                ObjectNode rest = lacking(below, there);
                if (!rest.isEmpty()) {
                  lacking.set(field.getKey(), rest);
                }
              }
            });
    return lacking;
  }
}
