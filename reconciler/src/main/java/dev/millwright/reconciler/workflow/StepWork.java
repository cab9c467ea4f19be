package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.function.FunctionCall;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.tracking.RunRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Carries single steps of a run out, and keeps what they answer.
final class StepWork {
  private final World world;
  private final Proposals proposals;
  private final Turn turn;
  private final RunRecord run;
  private final Release release;
  private final Cause cause;
  private final DataSteps data;
  private final DataSteps.Scope scope;
  private final StepValues values;
  private final Map<Name, Candidate> candidates = new HashMap<>();
  private final SortedMap<String, String> outputs = new TreeMap<>();
  private final SortedMap<String, Digest> artifacts = new TreeMap<>();

  /// @param values takes what steps answer, for those that follow
  StepWork(
      World world,
      Proposals proposals,
      Turn turn,
      RunRecord run,
      Release release,
      StepValues values) {
    this.world = world;
    this.proposals = proposals;
    this.turn = turn;
    this.run = run;
    this.release = release;
    this.values = values;
    this.cause = Cause.read(run.parameters());
    this.data = new DataSteps(world);
    this.scope =
        new DataSteps.Scope(run.id(), release, run.revision().orElseThrow(), Optional.empty());
  }

  /// What the run answers, by step or model and name.
  SortedMap<String, String> outputs() {
    return outputs;
  }

  SortedMap<String, Digest> artifacts() {
    return artifacts;
  }

  void carryOut(Workflow.Step step) throws StepFailure, InterruptedException {
    switch (step) {
      case Workflow.Ingest(var name, var set) -> ingest(name, set);
      case Workflow.Train(var name, var model) -> train(name, model);
      case Workflow.Propose(var name, var model) -> propose(name, model);
      case Workflow.Run call -> call(call);
      case Workflow.Deploy _, Workflow.Approval _ ->
          throw new StepFailure("nothing executes the step " + step.name() + " yet");
    }
  }

  private void ingest(String step, Name set) throws StepFailure, InterruptedException {
    Component component = release.at(Kind.FEATURE_SET, set);
    turn.take(
        () -> {
          JobResult.Ingested done = data.ingest(scope, component, Optional.of(present()));
          values.answered(step, "rows", BaseType.INT64, Long.toString(done.rows()));
          values.answered(step, "added", BaseType.INT64, Long.toString(done.added()));
          values.answered(step, "snapshot", BaseType.STRING, done.snapshot().toString());
        });
  }

  private void call(Workflow.Run call) throws StepFailure, InterruptedException {
    SortedMap<String, String> parameters = new TreeMap<>();
    call.parameters().forEach((name, text) -> parameters.put(name, values.filled(text)));
    SortedMap<String, Address> inputs = new TreeMap<>();
    for (var input : call.inputs().entrySet()) {
      inputs.put(input.getKey(), address(input.getValue()));
    }
    JobResult.Ran ran =
        new FunctionCall(world, data)
            .run(run.id() + "-" + call.name(), scope, call.function(), parameters, inputs);
    Function function = (Function) release.at(Kind.FUNCTION, call.function()).definition();
    values.answered(call.name(), function, ran.outputs());
    ran.outputs().forEach((name, text) -> outputs.put(call.name() + "." + name, text));
    ran.artifacts().forEach((name, digest) -> artifacts.put(call.name() + "." + name, digest));
  }

  private static Address address(Workflow.Source source) throws StepFailure {
    return switch (source) {
      case Workflow.Vector(var vector, var _) -> new Address(Kind.FEATURE_VECTOR, vector);
      case Workflow.Rows(var set) -> new Address(Kind.FEATURE_SET, set);
      case Workflow.From(var reference) ->
          throw new StepFailure("nothing hands " + reference + " on yet");
    };
  }

  /// The clock may have moved on while the run waited for its turn; a set never goes back.
  private Instant present() {
    return world
        .tracking()
        .pointers()
        .dataClock()
        .filter(now -> now.isAfter(cause.asOf()))
        .orElse(cause.asOf());
  }

  private void train(String step, Name name) throws StepFailure, InterruptedException {
    Component component = release.at(Kind.MODEL, name);
    Model declared = (Model) component.definition();
    if (!cause.asOf().isAfter(declared.trainedBy().cutOff())) {
      throw new StepFailure(
          "%s is trained as of %s already, and the data's present is %s"
              .formatted(name, declared.trainedBy().cutOff(), cause.asOf()));
    }
    Model moved = Candidate.moved(declared, cause.asOf());
    JobResult.Trained trained = data.trained(scope, component, moved);
    JobResult.Judged judged =
        data.judged(
            scope,
            component,
            moved,
            data.files(trained.model(), trained.baseline()),
            trained.outputs(),
            Optional.of(release));
    artifacts.put(name + ".model", trained.model());
    artifacts.put(name + ".baseline", trained.baseline());
    judged.metrics().forEach((metric, value) -> outputs.put(name + "." + metric, value.toString()));
    answered(step, declared, trained, judged);
    held(name, judged);
    candidates.put(name, new Candidate(moved, trained, judged));
  }

  private void answered(
      String step, Model model, JobResult.Trained trained, JobResult.Judged judged) {
    judged
        .metrics()
        .forEach((metric, it) -> values.answered(step, metric, BaseType.FLOAT64, it.toString()));
    values.answered(step, "examples", BaseType.INT64, Long.toString(trained.examples()));
    Name function = model.trainedBy().function();
    values.answered(
        step, (Function) release.at(Kind.FUNCTION, function).definition(), trained.outputs());
  }

  private static void held(Name model, JobResult.Judged judged) throws StepFailure {
    Optional<JobResult.Gate> broken =
        judged.gates().stream().filter(gate -> !gate.passed()).findFirst();
    if (broken.isPresent()) {
      throw new StepFailure(
          "nothing is proposed: %s fails its gate %s".formatted(model, broken.get().sentence()));
    }
  }

  private void propose(String step, Name name) throws StepFailure {
    Candidate candidate =
        Optional.ofNullable(candidates.get(name))
            .orElseThrow(() -> new StepFailure(name + " was not trained by a step before"));
    String message =
        new Evidence(run.id(), cause, candidate, world.tracking().monitoring()).message();
    Proposals.Proposed proposed =
        proposals.propose(
            run.id(), run.component().name(), name, cause.asOf(), scope.revision(), message);
    outputs.put("branch", proposed.branch());
    outputs.put("commit", proposed.commit());
    values.answered(step, "branch", BaseType.STRING, proposed.branch());
    values.answered(step, "commit", BaseType.STRING, proposed.commit());
    tell(
        "%s proposes %s as of %s on the branch %s%s; merge it to roll it out"
            .formatted(
                name(), name, cause.asOf(), proposed.branch(), measured(candidate.judged())));
  }

  private static String measured(JobResult.Judged judged) {
    Double candidate = judged.metrics().get("auc");
    Double live = judged.metrics().get("live.auc");
    return candidate == null
        ? ""
        : String.format(Locale.ROOT, ", auc %.4f", candidate)
            + (live == null ? "" : String.format(Locale.ROOT, " against %.4f live", live));
  }

  private String name() {
    return run.component().name().text();
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "run", Optional.of(run.id()), sentence);
  }
}
