package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Taking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The steps that carry a plan out: prepare beside what runs, shift, prove, then retire. Each
/// stands after all that it waits for.
final class Steps {
  /// Users before what they use.
  private static final List<Kind> RETIRING =
      List.of(
          Kind.MONITOR,
          Kind.WORKFLOW,
          Kind.SERVING_GRAPH,
          Kind.MODEL,
          Kind.FEATURE_VECTOR,
          Kind.FEATURE_SET,
          Kind.FUNCTION);

  private final Difference difference;
  private final Release to;
  private final SortedMap<Address, Change> changes;
  private final SequencedMap<String, Step> steps = new LinkedHashMap<>();
  private final Map<Digest, String> builds = new TreeMap<>();

  private Steps(Difference difference, Release to, SortedMap<Address, Change> changes) {
    this.difference = difference;
    this.to = to;
    this.changes = changes;
  }

  static List<Step> of(Difference difference, Release to, SortedMap<Address, Change> changes) {
    Steps steps = new Steps(difference, to, changes);
    steps.builds();
    to.of(Kind.FEATURE_SET).forEach(steps::ingest);
    to.of(Kind.MODEL).forEach(steps::train);
    to.of(Kind.SERVING_GRAPH).forEach(steps::graph);
    steps.shift(List.copyOf(steps.steps.values()));
    to.of(Kind.MONITOR).forEach(steps::rebaseline);
    steps.retirements();
    return List.copyOf(steps.steps.values());
  }

  private void builds() {
    Set<Digest> there = new HashSet<>();
    difference.before().values().stream()
        .flatMap(component -> component.image().stream())
        .forEach(image -> there.add(image.key()));
    for (Component component : difference.after().values()) {
      component
          .image()
          .filter(image -> there.add(image.key()))
          .ifPresent(image -> build(component, image));
    }
  }

  private void build(Component component, ImageSpec image) {
    String runtime = "runtime/" + image.role().name().toLowerCase(Locale.ROOT);
    String id = "build:" + (image.source().isPresent() ? name(component) : runtime);
    builds.put(image.key(), id);
    add(id, Term.BUILD, Optional.of(component.address()), List.of());
  }

  private void ingest(Component set) {
    if (isMade(set.address()) || difference.hasNewData(set.address())) {
      add("ingest:" + name(set), Term.INGEST, Optional.of(set.address()), built(set));
    }
  }

  private void train(Component model) {
    if (isMade(model.address()) && isTrained(model)) {
      List<String> after = new ArrayList<>(built(model));
      after.addAll(upstream(model, Kind.FEATURE_SET, "ingest:"));
      String train = "train:" + name(model);
      Optional<Address> target = Optional.of(model.address());
      add(train, Term.TRAIN.within(training(model)), target, after);
      add("judge:" + name(model), Term.JUDGE, target, List.of(train));
    }
  }

  private static boolean isTrained(Component model) {
    return ((Model) model.definition()).training().isPresent();
  }

  /// As long as the training function may run.
  private Duration training(Component model) {
    return ((Model) model.definition())
        .training()
        .map(how -> (Function) to.at(Kind.FUNCTION, how.function()).definition())
        .map(Function::longest)
        .orElse(Term.TRAIN.deadline());
  }

  private void graph(Component graph) {
    Address address = graph.address();
    if (isMade(address)) {
      List<String> after = new ArrayList<>(built(graph));
      after.addAll(upstream(graph, Kind.FEATURE_SET, "ingest:"));
      after.addAll(upstream(graph, Kind.MODEL, "judge:"));
      add("start:" + name(graph), Term.START, Optional.of(address), after);
    } else if (difference.hasNewSettings(address) || difference.hasNewImage(address)) {
      add("update:" + name(graph), Term.UPDATE, Optional.of(address), built(graph));
    }
  }

  /// All graphs of a release shift together, as slowly as the slowest of them asks.
  private void shift(Collection<Step> prepared) {
    SortedSet<String> awaited = new TreeSet<>();
    prepared.forEach(step -> awaited.addAll(step.after()));
    List<String> ends =
        prepared.stream().map(Step::id).filter(id -> !awaited.contains(id)).toList();
    List<Component> graphs = to.of(Kind.SERVING_GRAPH);
    Duration shifting =
        longest(graphs, it -> (Taking.of(it).shares().size() + 1L) * it.pause().toMillis());
    Duration proving = longest(graphs, it -> it.prove().toMillis());
    add("shift", Term.SHIFT.beyond(shifting).in(manner(graphs)), Optional.empty(), shadow(ends));
    add("prove", Term.PROVE.beyond(proving), Optional.empty(), List.of("shift"));
  }

  /// What the shift waits for: with a shadow for what that has shown.
  private List<String> shadow(List<String> ends) {
    List<Component> shadows = to.shadows(difference.before());
    if (shadows.isEmpty()) {
      return ends;
    }
    Duration pause = longest(shadows, it -> it.pause().toMillis());
    String manner =
        shadows.stream()
                .map(Steps::name)
                .collect(Collectors.joining(", ", "copies of requests of ", ""))
            + " for "
            + Summary.amount(pause)
            + ", answering nobody";
    add("shadow", Term.SHADOW.beyond(pause).in(Optional.of(manner)), Optional.empty(), ends);
    return List.of("shadow");
  }

  /// A canary without shares is one by its steps, which the plan need not repeat.
  private static Optional<String> manner(List<Component> graphs) {
    boolean atOnce = graphs.stream().anyMatch(it -> Taking.of(rollout(it)).atOnce());
    boolean shares = graphs.stream().anyMatch(it -> !Taking.of(rollout(it)).shares().isEmpty());
    return atOnce && !shares ? Optional.of("all at once") : Optional.empty();
  }

  private static Duration longest(
      List<Component> graphs, ToLongFunction<ServingGraph.Rollout> asked) {
    return Duration.ofMillis(graphs.stream().map(Steps::rollout).mapToLong(asked).max().orElse(0));
  }

  private static ServingGraph.Rollout rollout(Component graph) {
    return ((ServingGraph) graph.definition()).rollout();
  }

  private void rebaseline(Component monitor) {
    if (isMade(monitor.address())) {
      add(
          "rebaseline:" + name(monitor),
          Term.REBASELINE,
          Optional.of(monitor.address()),
          List.of("prove"));
    }
  }

  private void retirements() {
    List<Address> all =
        changes.values().stream()
            .filter(Steps::leavesSomething)
            .map(change -> difference.movedFrom(change.address()).orElse(change.address()))
            .toList();
    List<String> last = List.of("prove");
    for (Kind kind : RETIRING) {
      List<Address> gone = all.stream().filter(address -> address.kind() == kind).toList();
      List<String> after = last;
      gone.forEach(it -> add("retire:" + it, Term.RETIRE, Optional.of(it), after));
      last = gone.isEmpty() ? last : gone.stream().map(it -> "retire:" + it).toList();
    }
  }

  /// Components that are gone, and the old versions of those that hold processes or tables.
  private static boolean leavesSomething(Change change) {
    return switch (change.action()) {
      case RETIRE, REDEPLOY, BACKFILL, MOVE -> true;
      case CREATE, UPDATE_IN_PLACE, REPLACE, RETRAIN, REBASELINE, KEEP -> false;
    };
  }

  private boolean isMade(Address address) {
    return difference.isNew(address) || difference.hasNewVersion(address);
  }

  private List<String> built(Component component) {
    return component.image().map(image -> builds.get(image.key())).stream().toList();
  }

  /// The steps for everything of a kind that a component derives from, directly or not.
  private List<String> upstream(Component component, Kind kind, String step) {
    return Upstream.of(component, to).stream()
        .filter(address -> address.kind() == kind)
        .map(address -> step + address.name())
        .filter(steps::containsKey)
        .toList();
  }

  private static String name(Component component) {
    return component.address().name().text();
  }

  private void add(String id, Term term, Optional<Address> target, List<String> after) {
    steps.put(
        id,
        new Step(id, term.action(), target, after, term.deadline(), term.undo(), term.manner()));
  }
}
