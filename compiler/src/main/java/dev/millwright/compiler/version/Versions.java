package dev.millwright.compiler.version;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Dependency.Edge;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

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

  private final SortedMap<Address, Resource> definitions = new TreeMap<>();
  private final SortedMap<Address, Component> components = new TreeMap<>();
  private final SortedMap<Name, Lineage> lineages = new TreeMap<>();
  private final Facts facts;

  private Versions(Facts facts) {
    this.facts = facts;
  }

  /// @param resources checked: all references lead somewhere and every formula is typed; resources
  ///   that are no components are passed over
  public static SortedMap<Address, Component> of(Collection<Resource> resources, Facts facts) {
    Versions versions = new Versions(facts);
    resources.stream()
        .filter(resource -> resource.kind().isComponent())
        .map(Essence::of)
        .forEach(essence -> versions.definitions.put(essence.address(), essence));
    ORDER.forEach(versions::give);
    return versions.components;
  }

  private void give(Kind kind) {
    for (Resource definition : definitions.values()) {
      if (definition.kind() == kind) {
        components.put(definition.address(), component(definition));
      }
    }
  }

  private Component component(Resource definition) {
    Address address = definition.address();
    List<Dependency> dependencies = dependencies(definition);
    Content content =
        new Content(
            Behaviour.of(definition),
            treeId(definition),
            facts.libraries(address),
            dependencies,
            Epoch.RUNTIME);
    return new Component(
        definition,
        Canonical.digest(content),
        contract(definition),
        definition instanceof FeatureSet set ? lineage(set).ofFeatures() : new TreeMap<>(),
        dependencies,
        image(definition),
        facts.sources(address));
  }

  private record Content(
      JsonNode behaviour,
      Optional<String> treeId,
      Optional<List<LockedLibrary>> libraries,
      List<Dependency> dependencies,
      int epoch) {}

  private Optional<String> treeId(Resource definition) {
    return definition instanceof Function
        ? Optional.of(facts.treeId(definition.address()))
        : Optional.empty();
  }

  private List<Dependency> dependencies(Resource definition) {
    List<Dependency> dependencies = new ArrayList<>();
    Edges.of(definition, definitions)
        .forEach(
            (to, edge) -> dependencies.add(new Dependency(to, edge, taken(definition, to, edge))));
    return dependencies;
  }

  /// A workflow relies on what it names being there, and on nothing that it promises.
  private Digest taken(Resource definition, Address to, Edge edge) {
    return switch (edge) {
      case READS -> definition instanceof Workflow ? Canonical.digest(to) : contract(at(to));
      case DERIVES ->
          definition instanceof FeatureVector vector && at(to) instanceof FeatureSet set
              ? selected(vector, set)
              : versionOf(to);
    };
  }

  private Digest contract(Resource definition) {
    return Canonical.digest(new Promise(definition.kind(), Contracts.of(definition, this::at)));
  }

  private record Promise(Kind kind, Contracts contract) {}

  /// What a vector takes from a set: the lineages of the features that it selects, in order, and of
  /// the columns that it reads from the rows of examples.
  private Digest selected(FeatureVector vector, FeatureSet set) {
    List<Digest> taken = new ArrayList<>();
    vector.features().stream()
        .map(FeatureVector.Selected::feature)
        .filter(feature -> feature.featureSet().equals(set.metadata().name()))
        .forEach(feature -> taken.add(lineage(set).of(feature.feature())));
    Optional<FeatureReference> label =
        vector.label().filter(it -> it.featureSet().equals(set.metadata().name()));
    if (label.isPresent()) {
      taken.add(lineage(set).of(label.get().feature()));
      vector.request().stream().map(NamedType::name).map(lineage(set)::of).forEach(taken::add);
    }
    return Canonical.digest(taken);
  }

  private Lineage lineage(FeatureSet set) {
    return lineages.computeIfAbsent(set.metadata().name(), _ -> new Lineage(set));
  }

  private Optional<ImageSpec> image(Resource definition) {
    return switch (definition) {
      case Function function -> Optional.of(image(function));
      case FeatureSet _, Monitor _ -> Optional.of(Images.job());
      case Model model -> image(at(new Address(Kind.FUNCTION, model.trainedBy().function())));
      case ServingGraph _ -> Optional.of(Images.graph());
      case FeatureVector _, Workflow _ -> Optional.empty();
      case Project _, Environment _, Connection _ -> Optional.empty();
    };
  }

  private ImageSpec image(Function function) {
    Address address = function.address();
    return Images.of(function, facts.treeId(address), facts.libraries(address));
  }

  private Resource at(Address address) {
    Resource definition = definitions.get(address);
    if (definition == null) {
      throw new IllegalArgumentException("not checked: nothing at " + address);
    }
    return definition;
  }

  private Digest versionOf(Address address) {
    Component component = components.get(address);
    if (component == null) {
      throw new IllegalArgumentException("no version yet for " + address);
    }
    return component.version();
  }
}
