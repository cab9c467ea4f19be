package dev.millwright.compiler.version;

import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.memory.Trace;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.SortedMap;

/// Gives every component its version and contract, in the order in which they derive from one
/// another.
public final class Versions {
  private static final List<Kind> ORDER =
      List.of(
          Kind.FUNCTION,
          Kind.FEATURE_SET,
          Kind.FEATURE_VECTOR,
          Kind.MODEL,
          Kind.SERVING_GRAPH,
          Kind.WORKFLOW,
          Kind.MONITOR);

  private final Kept<Same<Resource>, Resource> essences;
  private final Kept<Same<Resource>, Past> past;

  public Versions(Memory memory) {
    this.essences = memory.kept();
    this.past = memory.kept();
  }

  /// A component, and what it was derived from beside its definition.
  record Past(Trace<Look> trace, Component component) {}

  /// @param resources those that are components, in order of address; checked: all references lead
  ///   somewhere and every formula is typed
  public SortedMap<Address, Component> of(List<Resource> resources, Facts facts) {
    List<Resource> definitions =
        resources.stream()
            .map(resource -> essences.get(new Same<>(resource), it -> Essence.of(it.it())))
            .toList();
    Derivation derivation = new Derivation(definitions, facts);
    ORDER.forEach(kind -> derivation.give(kind, past));
    return derivation.components();
  }
}
