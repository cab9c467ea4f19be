package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tracking;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A record that is written by hand: three components, of which revisions change one or more.
final class Recorded implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Address FEATURES = Address.of(Kind.FEATURE_SET, "origin-delays");
  static final Address MODEL = Address.of(Kind.MODEL, "delay");
  static final Address GRAPH = Address.of(Kind.SERVING_GRAPH, "predict-delay");
  static final Followed FOLLOWED =
      new Followed(
          "ml-flights",
          "https://git.example.com/flights",
          Optional.of("main"),
          "example-repo",
          Name.of("production"),
          "reconciler-0",
          3);

  private static final List<Step> STEPS =
      List.of(
          step("train:delay", Step.Action.TRAIN, Optional.of(MODEL)),
          step("start:predict-delay", Step.Action.START, Optional.of(GRAPH), "train:delay"),
          step("shift", Step.Action.SHIFT, Optional.empty(), "start:predict-delay"),
          step("prove", Step.Action.PROVE, Optional.empty(), "shift"));

  final Tracking tracking;
  private final Map<Address, Component> components;
  private Instant now = NOON;

  Recorded(Path folder) {
    this.tracking = Tracking.open(folder.resolve("tracking.db"));
    this.components = example();
  }

  private static Map<Address, Component> example() {
    var compiled =
        new Compiler().compile(WorkTree.at(Path.of("../example-repo")), Name.of("production"));
    return ((Checked.Ok<Compilation>) compiled).value().release().components();
  }

  private static Step step(
      String id, Step.Action action, Optional<Address> target, String... after) {
    return new Step(id, action, target, List.of(after), Duration.ofMinutes(10), "nothing");
  }

  Instant now() {
    return now;
  }

  void later() {
    now = now.plusSeconds(1);
  }

  /// A release with a version of the model and of the graph.
  Release release(String version) {
    SortedMap<Address, Component> all = new TreeMap<>();
    all.put(FEATURES, component(FEATURES, "first"));
    all.put(MODEL, component(MODEL, version));
    all.put(GRAPH, component(GRAPH, version));
    return new Release(
        Digest.of("release " + version),
        Name.of("flights"),
        Name.of("production"),
        Optional.empty(),
        8080,
        all);
  }

  private Component component(Address address, String version) {
    Component real = components.get(address);
    return new Component(
        real.definition(),
        Digest.of(version + " version of " + address),
        Digest.of("contract of " + address),
        real.lineages(),
        real.dependencies(),
        Optional.empty(),
        real.sources(),
        Optional.empty());
  }

  /// A commit that means a release.
  void commit(String revision, Release release) {
    later();
    tracking.releases().keep(release, now);
    tracking
        .releases()
        .note(new RevisionRecord(revision, now, Optional.of(release.id()), List.of()));
  }

  void refuse(String revision, String... messages) {
    later();
    List<Diagnostic> findings = new ArrayList<>();
    for (String message : messages) {
      findings.add(
          Diagnostic.error(Rule.UNKNOWN_FIELD, new Span("models/delay.yaml", 7, 3, 7, 9), message));
    }
    tracking.releases().note(new RevisionRecord(revision, now, Optional.empty(), findings));
  }

  /// Begins a rollout; nothing of it is done.
  RolloutRecord begin(String id, String revision, Release to) {
    later();
    Optional<Release> from = tracking.pointers().live().flatMap(tracking.releases()::find);
    List<Change> changes = to.components().values().stream().map(it -> change(from, it)).toList();
    RolloutRecord rollout =
        new RolloutRecord(
            id,
            from.map(Release::id),
            tracking.pointers().lastGood(),
            to.id(),
            revision,
            new Plan(from.map(Release::id), to.id(), changes, List.of(), List.of(), STEPS),
            Phase.PLANNED,
            0,
            states(0, StepState.WAITING, Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            now,
            now,
            Optional.empty());
    tracking.rollouts().save(rollout);
    return rollout;
  }

  private static Change change(Optional<Release> from, Component to) {
    Optional<Digest> before = from.map(it -> it.at(to.address()).version());
    boolean stays = before.equals(Optional.of(to.version()));
    return new Change(
        to.address(),
        stays ? Action.KEEP : before.isPresent() ? Action.REPLACE : Action.CREATE,
        List.of(),
        before,
        Optional.of(to.version()),
        List.of());
  }

  /// @param done how many steps are done
  /// @param next the state of the one after those
  List<StepRecord> states(int done, StepState next, Optional<String> cause) {
    List<StepRecord> states = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      boolean isNext = i == done;
      StepState state = i < done ? StepState.DONE : isNext ? next : StepState.WAITING;
      states.add(
          new StepRecord(
              STEPS.get(i).id(),
              state,
              0,
              state == StepState.WAITING ? Optional.empty() : Optional.of(now),
              state == StepState.DONE || state == StepState.FAILED
                  ? Optional.of(now)
                  : Optional.empty(),
              isNext ? cause : Optional.empty()));
    }
    return states;
  }

  /// Brings a rollout to where some steps are done and the next one runs.
  RolloutRecord at(RolloutRecord rollout, Phase phase, int percent, int done) {
    later();
    return save(
        rollout,
        phase,
        percent,
        states(done, StepState.RUNNING, Optional.empty()),
        Optional.empty());
  }

  RolloutRecord done(RolloutRecord rollout) {
    later();
    tracking.pointers().live(rollout.target());
    tracking.pointers().lastGood(rollout.target());
    return save(
        rollout,
        Phase.DONE,
        100,
        states(STEPS.size(), StepState.DONE, Optional.empty()),
        Optional.empty());
  }

  /// Has the first step fail, and what that leads to.
  RolloutRecord returned(RolloutRecord rollout, String cause) {
    later();
    tracking
        .quarantine()
        .put(new QuarantineRecord(rollout.target(), rollout.revision(), cause, now));
    return save(
        rollout,
        Phase.RETURNED,
        0,
        states(0, StepState.FAILED, Optional.of(cause)),
        Optional.of(cause));
  }

  private RolloutRecord save(
      RolloutRecord rollout,
      Phase phase,
      int percent,
      List<StepRecord> steps,
      Optional<String> cause) {
    RolloutRecord changed =
        new RolloutRecord(
            rollout.id(),
            rollout.base(),
            rollout.good(),
            rollout.target(),
            rollout.revision(),
            rollout.plan(),
            phase,
            percent,
            steps,
            cause,
            Optional.empty(),
            rollout.began(),
            now,
            phase.isEnd() ? Optional.of(now) : Optional.empty());
    tracking.rollouts().save(changed);
    return changed;
  }

  /// A commit that is live and proven.
  Release live(String version) {
    Release release = release(version);
    String revision = revision(version);
    commit(revision, release);
    done(begin("rollout-" + version, revision, release));
    return release;
  }

  /// A commit that is on its way.
  RolloutRecord rollingOut(String version) {
    Release release = release(version);
    commit(revision(version), release);
    return begin("rollout-" + version, revision(version), release);
  }

  static String revision(String version) {
    return Digest.of("commit of " + version).hex().substring(0, 40);
  }

  @Override
  public void close() {
    tracking.close();
  }
}
