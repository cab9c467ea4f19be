package dev.millwright.compiler.service;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gives each service in Java the graph that answers for it: of its name, with the service as its
/// only step. So a service is rolled out, measured and answered for as any graph is.
public final class Services {
  private final Kept<Same<LocatedResource>, Checked<LocatedResource>> kept;

  public Services(Memory memory) {
    this.kept = memory.kept();
  }

  /// The declarations with the services' graphs beside them.
  public Declarations apply(Declarations declarations, Findings findings) {
    List<Declared<Function>> services =
        declarations.all(Function.class).stream().filter(it -> answers(it.resource())).toList();
    if (services.isEmpty()) {
      return declarations;
    }
    SortedMap<Address, LocatedResource> resources = new TreeMap<>(declarations.resources());
    services.forEach(service -> add(service, resources, findings));
    return declarations.with(resources);
  }

  /// One without input or output answers nothing, which its own check says.
  private static boolean answers(Function function) {
    return function.type() == Function.Type.SERVICE
        && function.runtime() == Function.Language.JAVA
        && !function.inputs().isEmpty()
        && !function.outputs().isEmpty();
  }

  private void add(
      Declared<Function> service,
      SortedMap<Address, LocatedResource> resources,
      Findings findings) {
    Address address = new Address(Kind.SERVING_GRAPH, service.resource().metadata().name());
    LocatedResource there = resources.get(address);
    if (there != null) {
      findings.add(
          service
              .name()
              .error(
                  Rule.SERVICE_NAME_TAKEN,
                  "the service `" + address.name() + "` answers under the name of a ServingGraph")
              .hint("rename one of the two")
              .related(there.span(), "the graph"));
      return;
    }
    switch (kept.get(new Same<>(service.document()), it -> graph(it.it()))) {
      case Checked.Ok<LocatedResource>(var graph, var _) -> resources.put(address, graph);
      case Checked.Rejected<LocatedResource>(var diagnostics) -> diagnostics.forEach(findings::add);
    }
  }

  private static Checked<LocatedResource> graph(LocatedResource service) {
    return ResourceReader.derived(
        service, ServiceGraph.of((Function) service.resource(), service.tree()));
  }
}
