package dev.millwright.compiler.version;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.plan.ContractChange;
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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What consumers may rely on: names and types in and out, keys, ages. Not how it is computed.
///
/// @param in what a consumer has to bring; @param out what it gets; @param terms what else it is
///   told, such as ages and the order of columns
public record Contracts(
    SortedMap<String, String> in, SortedMap<String, String> out, SortedMap<String, String> terms) {

  static final String MAX_AGE = "maxAge";
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";
  static final String COLUMNS = "columns";
  private static final String PARAMETER = "parameter ";

  /// The other definitions of the same commit.
  public interface Definitions {
    /// The one at an address, which is there since the commit is checked.
    Resource at(Address address);
  }

  /// @param others what a vector's features are of is said by their sets
  public static Contracts of(Resource definition, Definitions others) {
    return switch (definition) {
      case Function function -> of(function);
      case FeatureSet set -> of(set);
      case FeatureVector vector -> of(vector, others);
      case Model model -> new Contracts(in(model.inputs()), types(model.outputs()), none());
      case ServingGraph graph ->
          new Contracts(types(graph.request()), types(graph.response()), none());
      case Workflow _, Monitor _, Project _, Environment _, Connection _ ->
          new Contracts(none(), none(), none());
    };
  }

  /// How this promise of a component differs from its earlier one; nothing when nobody who relies
  /// on it sees a difference.
  public List<ContractChange> since(Contracts earlier, Address address) {
    return ContractDiff.between(address, earlier, this);
  }

  static boolean isParameter(String in) {
    return in.startsWith(PARAMETER);
  }

  private static Contracts of(Function function) {
    SortedMap<String, String> in = new TreeMap<>();
    function.inputs().forEach((name, input) -> in.put("input " + name, input.word()));
    function.parameters().forEach((name, it) -> in.put(PARAMETER + name, Canonical.text(it)));
    SortedMap<String, String> out = new TreeMap<>();
    function.outputs().forEach((name, output) -> out.put(name, output.word()));
    SortedMap<String, String> terms = new TreeMap<>();
    function.service().ifPresent(it -> terms.put("port", String.valueOf(it.port())));
    function.service().ifPresent(it -> terms.put("protocol", it.protocol().name()));
    return new Contracts(in, out, terms);
  }

  private static SortedMap<String, String> in(Model.Inputs inputs) {
    return switch (inputs) {
      case Model.OfVector(var vector) -> one("inputs", vector);
      case Model.Fields(var fields) -> types(fields);
    };
  }

  private static Contracts of(FeatureSet set) {
    SortedMap<String, String> out = new TreeMap<>();
    set.features().forEach(feature -> out.put(feature.name(), feature.type().toString()));
    SortedMap<String, String> terms = new TreeMap<>();
    set.maxAge().ifPresent(age -> terms.put(MAX_AGE, age.toString()));
    terms.put(ONLINE, String.valueOf(set.online()));
    set.offline().ifPresent(kept -> terms.put(OFFLINE, String.valueOf(kept)));
    return new Contracts(types(set.entities()), out, terms);
  }

  private static Contracts of(FeatureVector vector, Definitions others) {
    SortedMap<String, String> out = new TreeMap<>();
    for (FeatureVector.Selected selected : vector.features()) {
      FeatureReference feature = selected.feature();
      out.put(
          selected.alias(),
          feature.featureSet() + "." + feature.feature() + " " + type(feature, others));
    }
    vector.derive().forEach((name, it) -> out.put(name, it.expression().type().toString()));
    SortedMap<String, String> terms =
        one(COLUMNS, vector.features().stream().map(FeatureVector.Selected::alias).toList());
    vector.maxAge().forEach((set, age) -> terms.put(MAX_AGE + " " + set, age.toString()));
    return new Contracts(types(vector.request()), out, terms);
  }

  /// A consumer is given values of this type, whatever the vector's own text says.
  private static String type(FeatureReference feature, Definitions others) {
    if (others.at(new Address(Kind.FEATURE_SET, feature.featureSet())) instanceof FeatureSet set) {
      return set.features().stream()
          .filter(it -> it.name().equals(feature.feature()))
          .findFirst()
          .map(it -> it.type().toString())
          .orElseThrow(() -> new IllegalArgumentException("not checked: " + feature));
    }
    throw new IllegalArgumentException("not checked: " + feature);
  }

  private static SortedMap<String, String> types(List<NamedType> types) {
    SortedMap<String, String> map = new TreeMap<>();
    types.forEach(type -> map.put(type.name(), type.type().toString()));
    return map;
  }

  private static SortedMap<String, String> one(String name, Object value) {
    return new TreeMap<>(Map.of(name, value.toString()));
  }

  private static SortedMap<String, String> none() {
    return new TreeMap<>();
  }
}
