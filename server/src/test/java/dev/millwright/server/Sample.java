package dev.millwright.server;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.WindowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A record with something of everything: a release that is live, one under way, one refused, one
/// in quarantine, a monitor that has seen drift.
final class Sample {
  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  static final Address DELAYS = Address.of(Kind.FEATURE_SET, "origin-delays");
  static final String NASTY = "<script>alert('x')</script> & \"quoted\"";
  private static final Address VECTOR = Address.of(Kind.FEATURE_VECTOR, "flight-features");
  private static final Address MODEL = Address.of(Kind.MODEL, "delay");
  private static final Address GRAPH = Address.of(Kind.SERVING_GRAPH, "predict-delay");

  private Sample() {}

  static Release release(String word) {
    TreeMap<Address, Component> components = new TreeMap<>();
    for (Resource resource : resources()) {
      components.put(resource.address(), component(resource, word));
    }
    return new Release(
        Digest.of(word), Name.of("flights"), Name.of("local"), Optional.empty(), 8080, components);
  }

  static void fill(Tracking tracking) {
    Release live = release("first");
    Release next = release("second");
    tracking.releases().keep(live, NOW.minusSeconds(4000));
    tracking.releases().keep(next, NOW.minusSeconds(30));
    note(tracking, "4f1c09a2d5e6", 4000, Optional.of(live.id()), List.of());
    note(tracking, "9b2e77c01a3f", 31, Optional.of(next.id()), List.of());
    note(tracking, "c0ffee12ab34", 5, Optional.empty(), findings());
    tracking.pointers().live(live.id());
    tracking.pointers().lastGood(live.id());
    tracking.pointers().dataClock(Instant.parse("2001-04-29T00:00:00Z"));
    tracking.quarantine().put(quarantined());
    tracking.rollouts().save(first(live));
    tracking.rollouts().save(second(live, next));
    runs(tracking, live);
    windows(tracking, live);
    tell(tracking);
  }

  private static void note(
      Tracking tracking,
      String revision,
      int ago,
      Optional<Digest> release,
      List<Diagnostic> findings) {
    tracking
        .releases()
        .note(new RevisionRecord(revision, NOW.minusSeconds(ago), release, findings));
  }

  private static List<Diagnostic> findings() {
    return List.of(
        Diagnostic.error(
                Rule.UNKNOWN_FIELD,
                new Span("features/origin-delays.yaml", 14, 3, 14, 9),
                "`onlin` is not a field of a FeatureSet " + NASTY)
            .hint("did you mean `online`?"),
        Diagnostic.error(
            Rule.UNKNOWN_REFERENCE,
            new Span("graphs/predict-delay.yaml", 20, 38, 20, 43),
            "`ServingGraph/predict-delay` uses `Model/dellay`, which is not here"));
  }

  private static QuarantineRecord quarantined() {
    return new QuarantineRecord(
        Digest.of("bad"),
        "77aa00ff1122",
        "Model/delay: the gate `auc >= 0.60` did not hold: auc is 0.554",
        NOW.minusSeconds(900));
  }

  private static RolloutRecord first(Release live) {
    List<Change> changes = new ArrayList<>();
    live.components()
        .keySet()
        .forEach(address -> changes.add(change(address, Action.CREATE, Reason.Code.NEW, "new")));
    return rollout("r-1", Optional.empty(), live, changes, Phase.DONE, 100, 4000);
  }

  private static RolloutRecord second(Release live, Release next) {
    List<Change> changes =
        List.of(
            change(
                DELAYS,
                Action.BACKFILL,
                Reason.Code.OWN_SPEC,
                "own spec changed: a window of 14 days"),
            change(VECTOR, Action.REPLACE, Reason.Code.DEPENDENCY, "what it selects changed"),
            change(MODEL, Action.RETRAIN, Reason.Code.DEPENDENCY, "what it learns from changed"),
            change(GRAPH, Action.REDEPLOY, Reason.Code.DEPENDENCY, "the model it asks changed"),
            change(
                Address.of(Kind.MONITOR, "delay-drift"),
                Action.KEEP,
                Reason.Code.UNCHANGED,
                "unchanged"));
    return rollout("r-2", Optional.of(live.id()), next, changes, Phase.SHIFTING, 10, 30);
  }

  private static RolloutRecord rollout(
      String id,
      Optional<Digest> base,
      Release target,
      List<Change> changes,
      Phase phase,
      int percent,
      int ago) {
    Instant began = NOW.minusSeconds(ago);
    boolean ended = phase.isEnd();
    List<StepRecord> steps =
        List.of(
            step("build:train-delay", StepState.DONE, began, 2400),
            step("ingest:origin-delays", StepState.DONE, began.plusSeconds(3), 5100),
            step("train:delay", StepState.DONE, began.plusSeconds(8), 11800),
            step("judge:delay", StepState.DONE, began.plusSeconds(20), 1900),
            step("start:predict-delay", StepState.DONE, began.plusSeconds(22), 2100),
            step("shift", ended ? StepState.DONE : StepState.RUNNING, began.plusSeconds(24), 6000),
            step("prove", ended ? StepState.DONE : StepState.WAITING, began.plusSeconds(30), 2000));
    return new RolloutRecord(
        id,
        base,
        base,
        target.id(),
        base.isEmpty() ? "4f1c09a2d5e6" : "9b2e77c01a3f",
        new Plan(base, target.id(), changes, List.of(), List.of(), planned(steps)),
        phase,
        percent,
        steps,
        Optional.empty(),
        Optional.empty(),
        began,
        began.plusSeconds(24),
        ended ? Optional.of(began.plusSeconds(32)) : Optional.empty());
  }

  private static List<Step> planned(List<StepRecord> steps) {
    return steps.stream()
        .map(
            step ->
                new Step(
                    step.id(),
                    action(step.id()),
                    Optional.of(MODEL).filter(_ -> action(step.id()) == Step.Action.TRAIN),
                    List.of(),
                    Duration.ofMinutes(10),
                    "nothing"))
        .toList();
  }

  /// `train:delay` is a step that trains.
  private static Step.Action action(String id) {
    String word = id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
    return Step.Action.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static StepRecord step(String id, StepState state, Instant began, int millis) {
    boolean over = state == StepState.DONE;
    return new StepRecord(
        id,
        state,
        0,
        state == StepState.WAITING ? Optional.empty() : Optional.of(began),
        over ? Optional.of(began.plusMillis(millis)) : Optional.empty(),
        Optional.empty());
  }

  private static Change change(Address address, Action action, Reason.Code code, String why) {
    List<Address> path =
        code == Reason.Code.DEPENDENCY ? List.of(DELAYS, VECTOR, MODEL, GRAPH) : List.of();
    List<Address> to = path.subList(0, path.isEmpty() ? 0 : path.indexOf(address) + 1);
    return new Change(
        address,
        action,
        List.of(new Reason(code, why, to)),
        Optional.of(Digest.of("before" + address)),
        Optional.of(Digest.of("after" + address)),
        List.of());
  }

  private static void runs(Tracking tracking, Release live) {
    run(tracking, live, "run-1", "ingest", DELAYS, RunState.SUCCEEDED, Map.of("rows", "81230"));
    run(
        tracking,
        live,
        "run-2",
        "train",
        MODEL,
        RunState.SUCCEEDED,
        Map.of("training_log_loss", "0.5021"));
    run(tracking, live, "run-3", "judge", MODEL, RunState.FAILED, Map.of());
    run(
        tracking,
        live,
        "run-4",
        "watch",
        Address.of(Kind.MONITOR, "delay-drift"),
        RunState.RUNNING,
        Map.of());
  }

  private static void run(
      Tracking tracking,
      Release live,
      String id,
      String kind,
      Address component,
      RunState state,
      Map<String, String> outputs) {
    Instant began = NOW.minusSeconds(600);
    tracking
        .runs()
        .save(
            new RunRecord(
                id,
                kind,
                state,
                component,
                live.at(component).version(),
                Optional.of("4f1c09a2d5e6"),
                Optional.of("r-1"),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(outputs),
                new TreeMap<>(),
                Optional.empty(),
                state == RunState.FAILED ? Optional.of("auc is 0.554") : Optional.empty(),
                began,
                Optional.of(began),
                state.isEnd() ? Optional.of(began.plusMillis(3400)) : Optional.empty()));
  }

  private static void windows(Tracking tracking, Release live) {
    Digest version = live.at(Kind.MONITOR, Name.of("delay-drift")).version();
    Instant start = Instant.parse("2001-04-01T00:00:00Z");
    for (int day = 0; day < 7; day++) {
      double psi = 0.04 + 0.045 * day;
      WindowVerdict verdict =
          new WindowVerdict(
              start.plus(Duration.ofDays(day)),
              start.plus(Duration.ofDays(day + 7)),
              day == 0 ? 212 : 4100 + 37L * day,
              day == 0 ? Verdict.NOT_ENOUGH_DATA : psi > 0.2 ? Verdict.DRIFTED : Verdict.OK,
              List.of(
                  new FeatureDrift("origin_delay_24h", Monitor.Method.PSI, psi, 0.2, psi > 0.2),
                  new FeatureDrift("origin_delay_24h", Monitor.Method.KS, psi / 3, 0.15, false),
                  new FeatureDrift("distance", Monitor.Method.KS, 0.021, 0.1, false)),
              Optional.of(
                  new JobResult.Observed(
                      List.of(new JobResult.Measure("distance", Monitor.Method.TVD, 0.04)),
                      List.of(new JobResult.Flaw("distance", Monitor.Quality.NULLS, 0.05, 0.0)))));
      tracking.monitoring().save(new WindowRecord(Name.of("delay-drift"), version, verdict, NOW));
    }
    tracking
        .monitoring()
        .save(
            new AlertRecord(
                "a-1",
                Name.of("delay-drift"),
                "features-drifted",
                "high",
                AlertRecord.State.FIRING,
                start.plus(Duration.ofDays(12)),
                "origin_delay_24h has drifted for 2 windows",
                NOW.minusSeconds(60),
                Optional.empty()));
  }

  private static void tell(Tracking tracking) {
    tracking
        .story()
        .tell(
            NOW.minusSeconds(4000),
            "revision",
            Optional.empty(),
            "revision 4f1c09a2 compiles to release a7937b64");
    tracking
        .story()
        .tell(
            NOW.minusSeconds(30),
            "rollout",
            Optional.of("r-2"),
            "10 % of traffic goes to release 16367aac");
    tracking
        .story()
        .tell(
            NOW.minusSeconds(5),
            "revision",
            Optional.empty(),
            "revision c0ffee12 is refused: 2 errors");
  }

  private static Component component(Resource resource, String word) {
    return new Component(
        resource,
        Digest.of(word + resource.address()),
        Digest.of("contract" + resource.address()),
        new TreeMap<>(),
        resource.address().equals(VECTOR)
            ? List.of(
                new dev.millwright.spec.release.Dependency(
                    DELAYS, dev.millwright.spec.release.Dependency.Edge.DERIVES, Digest.of(word)))
            : List.of(),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty());
  }

  private static List<Resource> resources() {
    return List.of(
        new FeatureSet(
            metadata("origin-delays"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new FeatureSet.Files(Name.of("flights"), "flights.parquet", List.of()),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            true),
        new FeatureVector(
            metadata("flight-features"),
            Optional.empty(),
            List.of(),
            new TreeMap<>(),
            List.of(),
            FeatureVector.Join.LEFT,
            FeatureVector.OnMissing.IMPUTE),
        new Model(
            metadata("delay"),
            new Model.TrainedBy(
                Name.of("train-delay"),
                new TreeMap<>(),
                "examples",
                Name.of("flight-features"),
                Duration.ofDays(90),
                Duration.ofDays(14),
                Instant.parse("2001-04-01T00:00:00Z")),
            Model.Format.ONNX,
            new Model.OfVector(Name.of("flight-features")),
            List.of(),
            List.of(Formula.written("auc >= 0.60"))),
        new ServingGraph(
            metadata("predict-delay"),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            1,
            new Resources(Optional.empty()),
            Duration.ofMillis(300),
            Optional.empty(),
            Optional.empty(),
            new ServingGraph.Rollout(
                List.of(10, 50),
                Duration.ofSeconds(2),
                List.of(),
                20,
                ServingGraph.OnInconclusive.PROCEED,
                Duration.ofSeconds(2),
                Optional.empty())),
        new Monitor(
            metadata("delay-drift"),
            Name.of("predict-delay"),
            new Monitor.Windows(Duration.ofDays(7), Duration.ofDays(1), 500, Duration.ofMinutes(5)),
            new Monitor.Drift(new TreeMap<>(), new TreeMap<>()),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  private static Metadata metadata(String name) {
    return new Metadata(Name.of(name));
  }
}
