package dev.millwright.serving.graph;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.StepOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Makes a graph's steps, in order, for one binding.
final class GraphBinder {
  private final GraphFile file;
  private final Materials materials;
  private final Formulas formulas;
  private final Layout layout = new Layout();
  private final Map<Name, Enriched> enriched = new LinkedHashMap<>();
  private final List<Name> lookups = new ArrayList<>();
  private final Map<String, Contract.Input> inputs = new LinkedHashMap<>();
  private final ModelSteps models;
  private final StepOrder order;
  private final BoundStep[] steps;
  private int counters;

  GraphBinder(GraphFile file, Materials materials, Formulas formulas) {
    this.file = file;
    this.materials = materials;
    this.formulas = formulas;
    file.graph().request().forEach(layout::add);
    this.models = new ModelSteps(file, materials, layout, enriched, inputs);
    this.order = StepOrder.of(file.graph());
    List<ServingGraph.Step> listed = file.graph().steps();
    this.steps = new BoundStep[listed.size()];
    order.sorted().forEach(i -> steps[i] = step(listed.get(i)));
  }

  BoundStep[] steps() {
    return steps;
  }

  int width() {
    return layout.width();
  }

  Contract contract() {
    return new Contract(
        file.graph().request(),
        file.graph().response(),
        List.copyOf(inputs.values()),
        enriched.values().stream().flatMap(vector -> vector.columns().stream()).toList(),
        lookups);
  }

  private BoundStep step(ServingGraph.Step step) {
    return switch (step) {
      case ServingGraph.Enrich enrich -> enrich(enrich);
      case ServingGraph.Validate validate -> validate(validate);
      case ServingGraph.ImputeMissing impute -> models.impute(impute);
      case ServingGraph.Predict predict -> models.predict(predict);
      case ServingGraph.Ensemble ensemble -> models.ensemble(ensemble);
      case ServingGraph.Switch choice -> choose(choice);
      case ServingGraph.Transform transform -> transform(transform);
      case ServingGraph.Catch it -> new CatchStep(it.name());
      case ServingGraph.Respond respond -> respond(respond);
      case ServingGraph.AskFunction ask -> ask(ask);
      case ServingGraph.Split it -> throw notTaken(it);
      case ServingGraph.Merge it -> throw notTaken(it);
      case ServingGraph.Queue it -> throw notTaken(it);
      case ServingGraph.Remote it -> throw notTaken(it);
    };
  }

  /// A platform refuses such a commit before it comes here.
  private static IllegalArgumentException notTaken(ServingGraph.Step step) {
    return new IllegalArgumentException("nothing executes the step " + step.name() + " yet");
  }

  private FunctionStep ask(ServingGraph.AskFunction step) {
    Function function =
        file.functions()
            .map(all -> in(all, step.function()))
            .orElseThrow(() -> new IllegalArgumentException("the graph's file has no functions"));
    return new FunctionStep(
        step.name(),
        materials.function(step.function()),
        function.request().stream().mapToInt(it -> layout.slot(it.name())).toArray(),
        function.response().stream().mapToInt(layout::share).toArray());
  }

  private SwitchStep choose(ServingGraph.Switch step) {
    List<NamedType> scope = layout.visible();
    List<SwitchStep.Case> cases = new ArrayList<>();
    for (ServingGraph.Case each : step.cases()) {
      cases.add(
          new SwitchStep.Case(
              each.when().map(it -> formulas.compile(it.expression(), scope)).orElse(null),
              order.place(each.to()).orElseThrow(),
              each.maxLoops().orElse(0),
              each.maxLoops().isPresent() ? counters++ : 0));
    }
    return new SwitchStep(step.name(), cases.toArray(SwitchStep.Case[]::new), backs());
  }

  /// How many ways back the graph has.
  private int backs() {
    return (int) order.ways().stream().filter(StepOrder.Way::bounded).count();
  }

  private TransformStep transform(ServingGraph.Transform step) {
    List<NamedType> scope = layout.visible();
    List<EnrichStep.Derivation> derivations = new ArrayList<>();
    step.derive()
        .forEach(
            (name, formula) ->
                derivations.add(
                    new EnrichStep.Derivation(
                        formulas.compile(formula.expression(), scope),
                        layout.share(new NamedType(name, formula.expression().type())))));
    return new TransformStep(step.name(), derivations.toArray(EnrichStep.Derivation[]::new));
  }

  private EnrichStep enrich(ServingGraph.Enrich step) {
    FeatureVector vector = in(file.vectors(), step.featureVector());
    List<EnrichStep.Derivation> derivations = new ArrayList<>();
    SortedMap<String, Integer> derived = new TreeMap<>();
    List<NamedType> requestOnly = requestOnly();
    vector
        .derive()
        .forEach(
            (name, formula) -> {
              int slot = layout.add(new NamedType(name, formula.expression().type()));
              derived.put(name, slot);
              derivations.add(
                  new EnrichStep.Derivation(
                      formulas.compile(formula.expression(), requestOnly), slot));
            });
    Map<Name, EnrichStep.Source> sources = new LinkedHashMap<>();
    List<Enriched.Column> columns = new ArrayList<>();
    for (FeatureVector.Selected selected : vector.features()) {
      FeatureSet set = in(file.sets(), selected.feature().featureSet());
      EnrichStep.Source source =
          sources.computeIfAbsent(set.metadata().name(), _ -> source(set, vector));
      columns.add(column(selected, set, source));
    }
    enriched.put(step.featureVector(), new Enriched(vector, columns, derived));
    return new EnrichStep(
        step.name(),
        step.asOf().map(layout::slot).orElse(EnrichStep.ON_ARRIVAL),
        sources.values().toArray(EnrichStep.Source[]::new),
        derivations.toArray(EnrichStep.Derivation[]::new));
  }

  private List<NamedType> requestOnly() {
    Map<String, Integer> names = new TreeMap<>();
    file.graph().request().forEach(field -> names.put(field.name(), names.size()));
    return layout.visible(names);
  }

  private EnrichStep.Source source(FeatureSet set, FeatureVector vector) {
    lookups.add(set.metadata().name());
    return new EnrichStep.Source(
        materials.store(set.metadata().name()),
        set.entities().stream().mapToInt(entity -> layout.slot(entity.name())).toArray(),
        String.join(", ", set.entities().stream().map(NamedType::name).toList()),
        set.features().size(),
        layout.reserve(
            set.features().stream().map(each -> new NamedType(each.name(), each.type())).toList()),
        lookups.size() - 1,
        vector.join() == FeatureVector.Join.INNER,
        Optional.ofNullable(vector.maxAge().get(set.metadata().name())));
  }

  private Enriched.Column column(
      FeatureVector.Selected selected, FeatureSet set, EnrichStep.Source source) {
    String name = selected.feature().feature();
    int position = position(set, feature -> feature.name().equals(name));
    FeatureSet.Feature feature = set.features().get(position);
    Enriched.Column column =
        new Enriched.Column(
            selected.alias(), set, feature, source.firstSlot(), position, source.lookup());
    layout.name(selected.alias(), column.slot());
    return column;
  }

  private static int position(FeatureSet set, Predicate<FeatureSet.Feature> wanted) {
    for (int i = 0; i < set.features().size(); i++) {
      if (wanted.test(set.features().get(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException(set.address() + " has no such feature");
  }

  private ValidateStep validate(ServingGraph.Validate step) {
    List<ValidateStep.Check> checks = new ArrayList<>();
    for (Enriched vector : enriched.values()) {
      for (Enriched.Column column : vector.columns()) {
        List<NamedType> scope = setScope(column);
        for (FeatureSet.Policy policy : column.feature().policy()) {
          checks.add(
              new ValidateStep.Check(
                  column.alias(),
                  column.slot(),
                  formulas.compile(policy.check().expression(), scope),
                  policy.check().text(),
                  refuses(step, policy)));
        }
      }
    }
    return new ValidateStep(step.name(), checks.toArray(ValidateStep.Check[]::new));
  }

  /// A policy that only warns does so everywhere; any other follows the step.
  private static boolean refuses(ServingGraph.Validate step, FeatureSet.Policy policy) {
    return policy.onViolation() != FeatureSet.OnViolation.WARN
        && step.onViolation() == ServingGraph.OnViolation.FAIL;
  }

  /// The names a set's policies know: its own features and its key.
  private List<NamedType> setScope(Enriched.Column column) {
    Map<String, Integer> names = new TreeMap<>();
    column.set().entities().forEach(key -> names.put(key.name(), layout.slot(key.name())));
    List<FeatureSet.Feature> features = column.set().features();
    for (int i = 0; i < features.size(); i++) {
      names.put(features.get(i).name(), column.firstSlot() + i);
    }
    return layout.visible(names);
  }

  private RespondStep respond(ServingGraph.Respond step) {
    List<NamedType> scope = layout.visible();
    return new RespondStep(
        step.name(),
        file.graph().response().stream()
            .map(
                field ->
                    new RespondStep.Answer(
                        field.name(),
                        field.type(),
                        formulas.compile(in(step.fields(), field.name()).expression(), scope)))
            .toArray(RespondStep.Answer[]::new));
  }

  static <K, V> V in(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the graph's file lacks " + key);
    }
    return value;
  }
}
