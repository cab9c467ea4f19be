package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// One run of a workflow, from its record to its end. Its steps are runs of their own, named after
/// it, so that a run that was cut short goes on where it was.
final class WorkflowRun {
  private static final System.Logger LOG = System.getLogger(WorkflowRun.class.getName());

  private final World world;
  private final Proposals proposals;
  private final Turn turn;
  private final BooleanSupplier leaving;
  private final RunRecord run;
  private final Release release;
  private final Cause cause;
  private final DataSteps data;
  private final DataSteps.Scope scope;
  private final Map<Name, Candidate> candidates = new HashMap<>();
  private final SortedMap<String, String> outputs = new TreeMap<>();
  private final SortedMap<String, Digest> artifacts = new TreeMap<>();

  /// @param leaving whether this process ends: what fails then has not failed
  /// @param release the live one when the run was asked for
  WorkflowRun(
      World world,
      Proposals proposals,
      Turn turn,
      BooleanSupplier leaving,
      RunRecord run,
      Release release) {
    this.leaving = leaving;
    this.world = world;
    this.proposals = proposals;
    this.turn = turn;
    this.run = run;
    this.release = release;
    this.cause = Cause.read(run.parameters());
    this.data = new DataSteps(world);
    this.scope =
        new DataSteps.Scope(run.id(), release, run.revision().orElseThrow(), Optional.empty());
  }

  void carryOut() {
    Workflow workflow = (Workflow) release.at(run.component()).definition();
    save(RunState.RUNNING, Optional.empty());
    tell("%s runs, because %s".formatted(name(), cause.sentence()));
    try {
      for (Workflow.Step step : workflow.steps()) {
        carryOut(step);
      }
      save(RunState.SUCCEEDED, Optional.empty());
    } catch (StepFailure e) {
      fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(level(), "workflow run " + run.id() + " ends", e);
      fail(String.valueOf(e));
    }
  }

  private void carryOut(Workflow.Step step) throws StepFailure, InterruptedException {
    switch (step) {
      case Workflow.Ingest(var _, var set) -> {
        Component component = release.at(Kind.FEATURE_SET, set);
        turn.take(() -> data.ingest(scope, component, Optional.of(present())));
      }
      case Workflow.Train(var _, var model) -> train(model);
      case Workflow.Propose(var _, var model) -> propose(model);
    }
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

  private void train(Name name) throws StepFailure, InterruptedException {
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
    held(name, judged);
    candidates.put(name, new Candidate(moved, trained, judged));
  }

  private static void held(Name model, JobResult.Judged judged) throws StepFailure {
    Optional<JobResult.Gate> broken =
        judged.gates().stream().filter(gate -> !gate.passed()).findFirst();
    if (broken.isPresent()) {
      throw new StepFailure(
          "nothing is proposed: %s fails its gate %s".formatted(model, broken.get().sentence()));
    }
  }

  private void propose(Name name) throws StepFailure {
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

  private System.Logger.Level level() {
    return leaving.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
  }

  private void fail(String why) {
    if (leaving.getAsBoolean()) {
      return;
    }
    save(RunState.FAILED, Optional.of(why));
    tell("%s ends: %s".formatted(name(), why));
  }

  private void save(RunState state, Optional<String> why) {
    Instant now = world.clock().instant();
    world
        .tracking()
        .runs()
        .save(
            new RunRecord(
                run.id(),
                run.kind(),
                state,
                run.component(),
                run.version(),
                run.revision(),
                run.rollout(),
                run.parameters(),
                run.inputs(),
                outputs,
                artifacts,
                Optional.empty(),
                why,
                run.created(),
                run.started().or(() -> Optional.of(now)),
                state.isEnd() ? Optional.of(now) : Optional.empty()));
  }

  private String name() {
    return run.component().name().text();
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "run", Optional.of(run.id()), sentence);
  }
}
