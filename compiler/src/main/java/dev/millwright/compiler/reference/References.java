package dev.millwright.compiler.reference;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Outside;
import dev.millwright.spec.resource.PlannedSource;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Secret;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.yaml.LocatedResource;
import java.util.List;

/// Checks that every reference of a resource leads somewhere.
public final class References {
  private final Declarations declarations;
  private final Findings findings;
  private final PinCheck pins;

  private References(Declarations declarations, Findings findings) {
    this.declarations = declarations;
    this.findings = findings;
    this.pins = new PinCheck(declarations, findings);
  }

  /// Those of one resource.
  public static void check(LocatedResource document, Declarations declarations, Findings findings) {
    new References(declarations, findings).check(document);
  }

  /// What no resource says alone: that of two only one can have a name.
  public static void checkNames(Declarations declarations, Findings findings) {
    new NamespaceCheck(declarations, findings).check();
    new MovedFromCheck(declarations, findings).check();
  }

  private void check(LocatedResource document) {
    switch (document.resource()) {
      case Project it -> project(new Declared<>(it, document));
      case Environment it -> environment(new Declared<>(it, document));
      case Connection _ -> {}
      case Function it -> function(new Declared<>(it, document));
      case FeatureSet it -> set(new Declared<>(it, document));
      case FeatureVector it -> vector(new Declared<>(it, document));
      case Model it -> model(new Declared<>(it, document));
      case ServingGraph it -> graph(new Declared<>(it, document));
      case Workflow it -> new WorkflowReferences(this).check(new Declared<>(it, document));
      case Monitor it -> monitor(new Declared<>(it, document));
    }
  }

  private void environment(Declared<Environment> declared) {
    declared
        .resource()
        .stores()
        .forEach((role, it) -> outside(declared.spec("stores").field(role.word()), it));
    List<Environment.Patch> patches = declared.resource().patches();
    for (int i = 0; i < patches.size(); i++) {
      Address target = patches.get(i).target();
      if (!declarations.declares(target)) {
        String message = "the patch is for `" + target + "`, which does not exist";
        report(
            declared.spec("patches").element(i).field("target"),
            Rule.PATCH_TARGET,
            message,
            target);
      }
    }
  }

  private void project(Declared<Project> declared) {
    Place place = declared.spec("notifications");
    declared
        .resource()
        .notifications()
        .forEach(
            (name, notification) ->
                notification
                    .through()
                    .ifPresent(it -> outside(place.field(name).field("connection"), it)));
  }

  private void outside(Place place, Outside system) {
    switch (system) {
      case Outside.Through(var connection) -> check(place, Kind.CONNECTION, connection);
      case Outside.At _ -> {}
    }
  }

  private void set(Declared<FeatureSet> declared) {
    Place source = declared.spec("source");
    switch (declared.resource().source()) {
      case FeatureSet.Files files ->
          check(source.field("connection"), Kind.CONNECTION, files.connection());
      case FeatureSet.Recorded recorded ->
          check(source.field("recorded"), Kind.SERVING_GRAPH, recorded.graph());
      case PlannedSource.Stream it -> connection(source.field("stream"), it);
      case PlannedSource.Jdbc it -> connection(source.field("jdbc"), it);
      case PlannedSource.Http it -> connection(source.field("http"), it);
    }
    List<FeatureSet.Transform> steps = declared.resource().transform();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof FeatureSet.Custom(var function)) {
        Place step = declared.spec("transform").element(i).field("step");
        check(step.field("function"), Kind.FUNCTION, function);
      }
    }
  }

  private void connection(Place place, PlannedSource source) {
    check(place.field("connection"), Kind.CONNECTION, source.connection());
  }

  private void vector(Declared<FeatureVector> declared) {
    FeatureVector vector = declared.resource();
    vector.label().ifPresent(it -> feature(declared.spec("label"), it.featureSet()));
    for (int i = 0; i < vector.features().size(); i++) {
      Name set = vector.features().get(i).feature().featureSet();
      feature(declared.spec("features").element(i), set);
    }
  }

  private void function(Declared<Function> declared) {
    List<Secret> secrets = declared.resource().secrets().orElse(List.of());
    for (int i = 0; i < secrets.size(); i++) {
      if (secrets.get(i).from() instanceof Secret.OfConnection(var connection, var _)) {
        Place from = declared.spec("secrets").element(i).field("from");
        check(from.field("connection"), Kind.CONNECTION, connection);
      }
    }
  }

  private void model(Declared<Model> declared) {
    Model model = declared.resource();
    model.training().ifPresent(it -> training(it, declared.spec("trainedBy")));
    Place inputs = declared.spec("inputs").field("featureVector");
    model.inputs().vector().ifPresent(it -> check(inputs, Kind.FEATURE_VECTOR, it));
    model.retrain().ifPresent(it -> retrain(it, declared.spec("retrain")));
  }

  private void training(Model.TrainedBy trained, Place place) {
    check(place.field("function"), Kind.FUNCTION, trained.function());
    Place input = place.field("inputs").field(trained.input());
    check(input.field("featureVector"), Kind.FEATURE_VECTOR, trained.featureVector());
  }

  private void retrain(Model.Retrain retrain, Place place) {
    for (int i = 0; i < retrain.onChangeOf().size(); i++) {
      Name name = retrain.onChangeOf().get(i);
      Address vector = new Address(Kind.FEATURE_VECTOR, name);
      Address set = new Address(Kind.FEATURE_SET, name);
      if (!declarations.declares(vector) && !declarations.declares(set)) {
        String message = "there is no FeatureVector and no FeatureSet `" + name + "`";
        report(place.field("onChangeOf").element(i), Rule.UNKNOWN_REFERENCE, message, vector);
      }
    }
    retrain.onDrift().ifPresent(it -> check(place.field("onDrift"), Kind.MONITOR, it));
  }

  private void graph(Declared<ServingGraph> declared) {
    List<ServingGraph.Step> steps = declared.resource().steps();
    for (int i = 0; i < steps.size(); i++) {
      Place step = declared.spec("steps").element(i);
      switch (steps.get(i)) {
        case ServingGraph.Enrich it ->
            check(
                step.field("enrich").field("featureVector"),
                Kind.FEATURE_VECTOR,
                it.featureVector());
        case ServingGraph.Predict it ->
            check(step.field("model").field("model"), Kind.MODEL, it.model());
        case ServingGraph.AskFunction it ->
            check(step.field("function"), Kind.FUNCTION, it.function());
        case ServingGraph.Ensemble it -> ensemble(it, step.field("ensemble").field("models"));
        case ServingGraph.Remote it ->
            check(step.field("remote").field("connection"), Kind.CONNECTION, it.connection());
        case ServingGraph.Validate _, ServingGraph.ImputeMissing _, ServingGraph.Respond _ -> {}
        case ServingGraph.Switch _, ServingGraph.Split _, ServingGraph.Merge _ -> {}
        case ServingGraph.Transform _, ServingGraph.Queue _, ServingGraph.Catch _ -> {}
      }
    }
  }

  private void ensemble(ServingGraph.Ensemble step, Place models) {
    for (int i = 0; i < step.models().size(); i++) {
      check(models.element(i), Kind.MODEL, step.models().get(i));
    }
  }

  private void monitor(Declared<Monitor> declared) {
    Monitor monitor = declared.resource();
    check(declared.spec("of"), Kind.SERVING_GRAPH, monitor.of());
    monitor
        .writeTo()
        .ifPresent(
            set -> check(declared.spec("writeTo").field("featureSet"), Kind.FEATURE_SET, set));
    monitor
        .performance()
        .ifPresent(
            it ->
                check(
                    declared.spec("performance").field("labels").field("featureSet"),
                    Kind.FEATURE_SET,
                    it.labels().featureSet()));
    monitor.function().ifPresent(it -> check(declared.spec("function"), Kind.FUNCTION, it));
    monitor
        .onDrift()
        .ifPresent(it -> check(declared.spec("onDrift").field("run"), Kind.WORKFLOW, it.run()));
  }

  void check(Place place, Kind kind, Name name) {
    Address target = new Address(kind, name);
    exists(place, target);
    pins.reference(place, target);
  }

  private void feature(Place place, Name set) {
    Address target = new Address(Kind.FEATURE_SET, set);
    exists(place, target);
    pins.feature(place, target);
  }

  private void exists(Place place, Address target) {
    if (!declarations.declares(target)) {
      String message = "there is no " + target.kind() + " `" + target.name() + "`";
      report(place, Rule.UNKNOWN_REFERENCE, message, target);
    }
  }

  private void report(Place place, Rule rule, String message, Address target) {
    Diagnostic finding = place.error(rule, message);
    findings.add(declarations.hint(target).map(finding::hint).orElse(finding));
  }
}
