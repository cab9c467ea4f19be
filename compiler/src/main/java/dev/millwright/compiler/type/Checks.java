package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.compiler.memory.Trace;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What the checks of one commit share: what is declared, what was found so far, what came out.
final class Checks {
  /// Stands for a type that does not matter.
  static final DataType ANY = new DataType(BaseType.STRING, true);

  final Declarations declarations;
  final ProjectTree tree;
  final Findings findings;
  final Known<Columns> columns;
  final Known<FeatureVector> vectors;
  private final Function<SourceFiles, List<String>> files;
  private final Typing typing;

  private Checks(
      Declarations declarations,
      ProjectTree tree,
      Findings findings,
      Known<Columns> columns,
      Known<FeatureVector> vectors,
      Function<SourceFiles, List<String>> files,
      Typing typing) {
    this.declarations = declarations;
    this.tree = tree;
    this.findings = findings;
    this.columns = columns;
    this.vectors = vectors;
    this.files = files;
    this.typing = typing;
  }

  static Checks of(Declarations declarations, ProjectTree tree, Findings findings, Typing typing) {
    return new Checks(
        declarations,
        tree,
        findings,
        Known.none(Look.ColumnsOf::new),
        Known.none(Look.VectorOf::new),
        source -> source.in(tree.paths()),
        typing);
  }

  /// The same for one resource's check: what it asks is written down, what it finds stands apart.
  Checks watched(Trace<Look> trace, Findings apart) {
    Declarations.Watch watch =
        new Declarations.Watch() {
          @Override
          public void found(Address address, Object what) {
            trace.saw(new Look.Found(address), what);
          }

          @Override
          public void declares(Address address, boolean answer) {
            trace.saw(new Look.Declares(address), answer);
          }

          @Override
          public void everything() {
            trace.sawEverything();
          }
        };
    return new Checks(
        declarations.watched(watch),
        new WatchedTree(tree, trace::sawEverything),
        apart,
        columns.watched(trace),
        vectors.watched(trace),
        source -> {
          List<String> answer = files(source);
          trace.saw(new Look.Files(source), answer);
          return answer;
        },
        typing);
  }

  /// What a question would be answered now.
  Object answer(Look look) {
    return switch (look) {
      case Look.Found(var address) -> declarations.seen(address);
      case Look.Declares(var address) -> declarations.declares(address);
      case Look.ColumnsOf(var set) -> columns.seen(set);
      case Look.VectorOf(var vector) -> vectors.seen(vector);
      case Look.Files(var source) -> files(source);
    };
  }

  /// The files of the project that a source names.
  List<String> files(SourceFiles source) {
    return files.apply(source);
  }

  Formula type(Formula formula, Scope scope, Expectation expectation, Place place) {
    return typing.type(formula, scope, expectation, place, findings);
  }

  Formula type(
      Formula formula,
      Scope scope,
      Expectation expectation,
      Place place,
      UnaryOperator<Diagnostic> better) {
    return typing.type(formula, scope, expectation, place, findings, better);
  }

  /// A name that is not among those that stand here.
  void unknown(Place place, String message, String name, Collection<String> known) {
    findings.add(place.unknown(message, name, known));
  }

  /// A key that is not among those that may stand here.
  void unknownKey(Place place, String message, String name, Collection<String> known) {
    Diagnostic finding = place.unknown(message, name, known);
    findings.add(
        Diagnostic.error(finding.rule(), place.key(), message).hint(finding.hint().orElse("")));
  }

  void mismatch(Place place, String message, String hint) {
    findings.add(place.error(Rule.TYPE_MISMATCH, message).hint(hint));
  }

  /// Says of a list or a vector that it cannot be something.
  void single(Place place, String what, DataType type) {
    if (!type.base().isScalar()) {
      findings.add(
          place
              .error(Rule.WHOLE_NEEDED, what + " is a single value, and this is " + type)
              .hint("derive one from it, such as `x[1]` or `CARDINALITY(x)`"));
    }
  }

  void invalid(Place place, String message, String hint) {
    findings.add(place.error(Rule.INVALID_VALUE, message).hint(hint));
  }

  /// Warns that nothing measures what a condition names yet, so that a platform refuses it.
  void notTaken(Place place, Formula formula, String name) {
    int start = formula.text().indexOf(name);
    boolean isOneLine = start >= 0 && !formula.text().contains("\n");
    Span span = isOneLine ? place.part(start, start + name.length()) : place.span();
    findings.add(
        Diagnostic.warning(
                Rule.NOT_TAKEN,
                span,
                "`"
                    + name
                    + "` is checked and versioned, but nothing measures it yet: a platform refuses"
                    + " a commit that asks for it")
            .hint("leave it out of what is to run until a release says that it is measured"));
  }

  /// A feature as its set declares it; absent when it or its set is not there.
  Optional<FeatureSet.Feature> feature(FeatureVector.FeatureReference reference) {
    return declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, reference.featureSet())
        .flatMap(
            set ->
                set.resource().features().stream()
                    .filter(feature -> feature.name().equals(reference.feature()))
                    .findFirst());
  }

  /// A feature's declared type; absent when it or its set is not there.
  Optional<DataType> featureType(FeatureVector.FeatureReference reference) {
    return feature(reference).map(FeatureSet.Feature::type);
  }

  /// Everything that a vector hands to a model, by name: features, derived values, the request's.
  SequencedMap<String, DataType> columnsOf(FeatureVector vector) {
    SequencedMap<String, DataType> types = new LinkedHashMap<>();
    for (FeatureVector.Selected selected : vector.features()) {
      featureType(selected.feature()).ifPresent(type -> types.put(selected.alias(), type.orNull()));
    }
    vector
        .derive()
        .forEach(
            (name, formula) -> formula.typed().ifPresent(tree -> types.put(name, tree.type())));
    for (NamedType field : vector.request()) {
      types.put(field.name(), field.type());
    }
    return types;
  }

  /// Whether the types of all that a vector hands on are known.
  boolean isWhole(FeatureVector vector) {
    return vector.features().stream().allMatch(it -> featureType(it.feature()).isPresent())
        && vector.derive().values().stream().allMatch(it -> it.typed().isPresent());
  }

  /// A type as it is typed into YAML: between braces a `?` and a comma need quotes.
  static String written(DataType type) {
    String text = type.toString();
    return text.contains("?") || text.contains(",") ? "\"" + text + "\"" : text;
  }
}
