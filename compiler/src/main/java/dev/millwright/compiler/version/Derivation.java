package dev.millwright.compiler.version;

import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.memory.Trace;
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
import dev.millwright.spec.release.ImageSpec.Source;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Custom;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Derives the components of one commit. Everything that is asked beside the definition itself is
/// written down in the trace of the component at work.
final class Derivation {
  private final List<Resource> definitions;
  private final Map<Address, Resource> found;
  private final SortedMap<Address, Component> components = new TreeMap<>();
  private final Map<Name, Lineage> lineages = new HashMap<>();
  private final Facts facts;
  private Trace<Look> trace = new Trace<>();

  Derivation(List<Resource> definitions, Facts facts) {
    this.definitions = definitions;
    this.found = new HashMap<>();
    definitions.forEach(it -> found.put(it.address(), it));
    this.facts = facts;
  }

  SortedMap<Address, Component> components() {
    return components;
  }

  /// Gives all of a kind, or takes them from the past.
  void give(Kind kind, Kept<Same<Resource>, Versions.Past> past) {
    for (Resource definition : definitions) {
      if (definition.kind() == kind) {
        // What is asked while the past is looked through is nobody's.
        trace = new Trace<>();
        Component component =
            past.get(
                    new Same<>(definition),
                    it -> it.trace().holds(this::answer),
                    it -> derived(it.it()))
                .component();
        components.put(definition.address(), component);
      }
    }
  }

  private Versions.Past derived(Resource definition) {
    trace = new Trace<>();
    Component component = component(definition);
    return new Versions.Past(trace, component);
  }

  private Object answer(Look look) {
    return switch (look) {
      case Look.Definition(var address) -> seen(found.get(address));
      case Look.Version(var address) -> version(components.get(address));
      case Look.TreeId(var function) -> Optional.ofNullable(facts.treeIds().get(function));
      case Look.Libraries(var function) -> facts.libraries(function);
      case Look.Pins(var function) -> facts.pins(function);
      case Look.Base() -> facts.base();
      case Look.Sources(var set) -> facts.sources(set);
    };
  }

  private static Object version(@Nullable Component component) {
    return component == null ? Optional.empty() : component.version();
  }

  private static Object seen(@Nullable Resource definition) {
    return definition == null ? Optional.empty() : new Same<>(definition);
  }

  private Component component(Resource definition) {
    Address address = definition.address();
    List<Dependency> dependencies = dependencies(definition);
    Content content =
        new Content(
            Behaviour.of(definition),
            treeId(definition),
            libraries(definition.address()),
            pins(definition.address()).map(Pins::anywhere),
            artifact(definition),
            dependencies,
            Epoch.RUNTIME);
    return new Component(
        definition,
        Canonical.digest(content),
        contract(definition),
        definition instanceof FeatureSet set ? lineage(set).ofFeatures() : new TreeMap<>(),
        dependencies,
        image(definition),
        sources(address),
        pins(address));
  }

  private Optional<String> treeId(Resource definition) {
    return definition instanceof Function function && function.source().isPresent()
        ? Optional.of(treeId(definition.address()))
        : Optional.empty();
  }

  /// The content of a model that is a file.
  private Optional<Digest> artifact(Resource definition) {
    return definition instanceof Model model
        ? model.artifact().map(file -> sources(model.address()).get(file.path()))
        : Optional.empty();
  }

  private List<Dependency> dependencies(Resource definition) {
    List<Dependency> dependencies = new ArrayList<>();
    Edges.of(definition, this::find)
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
    // Whoever looks is given what the steps are now, also when the lineage is there already.
    set.transform().stream()
        .filter(Custom.class::isInstance)
        .forEach(step -> stepVersion(((Custom) step).function()));
    return lineages.computeIfAbsent(
        set.metadata().name(), _ -> new Lineage(set, this::stepVersion));
  }

  private Digest stepVersion(Name function) {
    return versionOf(new Address(Kind.FUNCTION, function));
  }

  private Optional<ImageSpec> image(Resource definition) {
    return switch (definition) {
      case Function function -> image(function);
      case FeatureSet _, Monitor _ -> Optional.of(Images.job(base()));
      case Model model ->
          model.training().flatMap(it -> image(at(new Address(Kind.FUNCTION, it.function()))));
      case ServingGraph graph -> Optional.of(image(graph));
      case FeatureVector _, Workflow _ -> Optional.empty();
      case Project _, Environment _, Connection _ -> Optional.empty();
    };
  }

  private String treeId(Address function) {
    String id = facts.treeId(function);
    trace.saw(new Look.TreeId(function), Optional.of(id));
    return id;
  }

  /// Functions that a graph asks run in its process.
  private ImageSpec image(ServingGraph graph) {
    List<Function> asked =
        graph.functions().stream()
            .map(name -> (Function) at(new Address(Kind.FUNCTION, name)))
            .filter(Function::runsInGraph)
            .toList();
    return asked.isEmpty() ? Images.graph(base()) : asked(asked.getFirst());
  }

  private ImageSpec asked(Function function) {
    Address address = function.address();
    Source source = new Source(function.source().orElseThrow(), treeId(address));
    return Images.graph(function, source, libraries(address), pins(address), base());
  }

  /// A container has an image of its own; what graphs ask is in theirs.
  private Optional<ImageSpec> image(Function function) {
    Address address = function.address();
    if (function.runsInGraph()) {
      return Optional.of(asked(function));
    }
    return function
        .source()
        .map(
            folder ->
                Images.of(function, folder, treeId(address), libraries(address), pins(address)));
  }

  private Optional<String> base() {
    return saw(new Look.Base(), facts.base());
  }

  private Optional<Pins> pins(Address function) {
    return saw(new Look.Pins(function), facts.pins(function));
  }

  private Optional<List<LockedLibrary>> libraries(Address function) {
    return saw(new Look.Libraries(function), facts.libraries(function));
  }

  private SortedMap<String, Digest> sources(Address set) {
    return saw(new Look.Sources(set), facts.sources(set));
  }

  private <T> T saw(Look look, T answer) {
    trace.saw(look, answer);
    return answer;
  }

  private Optional<Resource> find(Address address) {
    @Nullable Resource definition = found.get(address);
    trace.saw(new Look.Definition(address), seen(definition));
    return Optional.ofNullable(definition);
  }

  private Resource at(Address address) {
    return find(address)
        .orElseThrow(() -> new IllegalArgumentException("not checked: nothing at " + address));
  }

  private Digest versionOf(Address address) {
    Component component = components.get(address);
    if (component == null) {
      throw new IllegalArgumentException("no version yet for " + address);
    }
    trace.saw(new Look.Version(address), component.version());
    return component.version();
  }
}
