package dev.millwright.reconciler;

import dev.millwright.compiler.plan.Planner;
import dev.millwright.reconciler.engine.Engine;
import dev.millwright.reconciler.engine.GraphSteps;
import dev.millwright.reconciler.engine.Pauses;
import dev.millwright.reconciler.engine.Shifting;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.function.FunctionRuns;
import dev.millwright.reconciler.function.ScheduledRuns;
import dev.millwright.reconciler.function.Started;
import dev.millwright.reconciler.rollout.RolloutMachine;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.reconciler.workflow.Workflows;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Follows a repository and brings the running system to what it says. One thread decides and
/// carries out; what is asked from outside waits for its turn.
public final class Reconciler implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());
  private static final long LOOK_AGAIN_MILLIS = 300;

  private final World world;
  private final Mirror mirror;
  private final Revisions revisions;
  private final DataClock clock;
  private final FunctionRuns functions;
  private final ScheduledRuns schedules;
  private final Workflows workflows;
  private final GraphSteps graphs;
  private final Pauses pauses;
  private final Consumer<Throwable> broken;
  private final Wishes wishes = new Wishes();
  private final Thread thread;

  private Reconciler(
      World world, Mirror mirror, Settings settings, Pauses pauses, Consumer<Throwable> broken) {
    this.world = world;
    this.mirror = mirror;
    this.revisions = new Revisions(world, mirror, settings);
    this.workflows = new Workflows(world, settings.gitDirectory(), wishes::take);
    this.clock = new DataClock(world, workflows);
    this.functions = new FunctionRuns(world);
    this.schedules = new ScheduledRuns(world, functions);
    this.graphs = new GraphSteps(world);
    this.pauses = pauses;
    this.broken = broken;
    this.thread =
        Thread.ofPlatform().name("reconciler").unstarted(subject(() -> this.loop(), settings));
  }

  /// Starts: goes on with a rollout that was interrupted, has what is live run, then follows.
  public static Reconciler start(World world, Mirror mirror, Settings settings, Pauses pauses) {
    return start(world, mirror, settings, pauses, _ -> {});
  }

  /// The same.
  ///
  /// @param broken told why when it ends by itself: the record cannot be written any more, another
  ///   one leads, or code threw
  public static Reconciler start(
      World world, Mirror mirror, Settings settings, Pauses pauses, Consumer<Throwable> broken) {
    Reconciler reconciler = new Reconciler(world, mirror, settings, pauses, broken);
    reconciler.functions.resume();
    reconciler.workflows.resume();
    reconciler.thread.start();
    return reconciler;
  }

  private static Runnable subject(Runnable work, Settings settings) {
    Subject subject = new Subject(Map.of(Word.ENVIRONMENT, settings.environment().text()));
    return () -> subject.run(work);
  }

  public World world() {
    return world;
  }

  /// Looks at git now.
  public void reconcile() {
    wishes.add(() -> {});
  }

  /// Why no rollout starts now; absent when they start.
  public Optional<Suspend> suspension() {
    return revisions.suspension();
  }

  /// Starts no rollout until it is resumed, or until a time; one that is under way goes on.
  public void suspend(Suspend suspend) {
    revisions.byHand().hold(suspend);
  }

  /// Starts rollouts again that were suspended by hand; what a commit says still holds.
  ///
  /// @return whether they were
  public boolean resume() {
    boolean held = revisions.byHand().letGo();
    wishes.add(() -> {});
    return held;
  }

  /// Lifts a release's quarantine and tries it again.
  ///
  /// @return whether it was in quarantine
  public boolean retry(Digest release) {
    boolean lifted = world.tracking().quarantine().lift(release);
    wishes.add(revisions::forget);
    return lifted;
  }

  /// Moves the data's present on; takes effect when what is under way is done.
  public void advance(Instant at) {
    wishes.add(() -> live().ifPresent(live -> advance(live, at)));
  }

  /// Starts a workflow by hand, beside rollouts.
  public Started runWorkflow(Name workflow) {
    return workflows.start(workflow);
  }

  /// Closes open recordings, and the windows that the data's present is in; takes effect when what
  /// is under way is done.
  public void flush() {
    wishes.add(clock::flush);
  }

  /// Runs a function by hand, beside rollouts.
  ///
  /// @param parameters as text of their types; those that are missing take their defaults
  /// @param inputs input name to the feature set or vector that fills it
  public Started run(
      Name function, SortedMap<String, String> parameters, SortedMap<String, Address> inputs) {
    return functions.start(function, parameters, inputs);
  }

  /// Carries out work between rollouts.
  public void enqueue(Work work) {
    wishes.add(() -> live().ifPresent(live -> perform(work, live)));
  }

  /// Work on what is live.
  @FunctionalInterface
  public interface Work {
    void on(Release live, String revision) throws StepFailure, InterruptedException;
  }

  /// Stops deciding; what runs goes on.
  @Override
  public void close() {
    schedules.close();
    functions.close();
    workflows.close();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    world.platform().release();
    mirror.close();
  }

  private void loop() {
    try {
      goOn();
      Instant looked = world.clock().instant();
      while (!Thread.currentThread().isInterrupted()) {
        schedules.follow();
        revisions.due().ifPresent(this::bring);
        Wishes.@Nullable Wish wish = wishes.await(LOOK_AGAIN_MILLIS);
        if (wish != null) {
          wish.fulfil();
        }
        looked = clock.tick(looked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "the reconciler ends", e);
      broken.accept(e);
      throw e;
    }
  }

  private void goOn() throws InterruptedException {
    Optional<Release> live = live();
    Optional<RolloutRecord> interrupted = world.tracking().rollouts().inProgress();
    if (live.isPresent()) {
      haveRun(
          live.get(),
          interrupted.flatMap(rollout -> world.tracking().releases().find(rollout.target())));
    }
    if (interrupted.isPresent()) {
      run(interrupted.get());
    }
  }

  /// Has the processes of the live release run, those that are there already included, and the
  /// gateway know them. A graph version that a rollout's target shares goes on answering for both.
  private void haveRun(Release live, Optional<Release> target) throws InterruptedException {
    String revision = world.tracking().releases().newestRevisionOf(live.id());
    try {
      graphs.start(live, Stream.concat(target.stream(), Stream.of(live)).toList(), revision);
      if (target.isEmpty()) {
        new Shifting(world, graphs, pauses).all(live, List.of(live), revision);
        graphs.retain(List.of(live));
      }
    } catch (StepFailure e) {
      LOG.log(System.Logger.Level.WARNING, "what is live does not run", e);
    }
  }

  private void bring(Revisions.Wanted wanted) {
    Digest target = wanted.release().id();
    Optional<Digest> live = world.tracking().pointers().live();
    boolean there =
        live.filter(target::equals).isPresent()
            && world.tracking().pointers().lastGood().filter(target::equals).isPresent();
    if (there || world.tracking().quarantine().find(target).isPresent()) {
      return;
    }
    clock.start(wanted.release());
    String id = "rollout-%d-%s".formatted(world.clock().instant().toEpochMilli(), target.brief());
    RolloutRecord rollout =
        RolloutMachine.begin(
            id,
            live,
            world.tracking().pointers().lastGood(),
            wanted.revision(),
            new Planner().plan(live(), wanted.release()),
            world.clock().instant());
    world.tracking().rollouts().save(rollout);
    try {
      run(rollout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(RolloutRecord rollout) throws InterruptedException {
    RolloutRecord ended =
        new Engine(world, pauses, rollout, () -> revisions.wantedOtherThan(rollout.target())).run();
    new Pins(world, mirror).move(ended.id());
  }

  private void advance(Release live, Instant at) {
    try {
      clock.advance(live, world.tracking().releases().newestRevisionOf(live.id()), at);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Work work, Release live) {
    try {
      work.on(live, world.tracking().releases().newestRevisionOf(live.id()));
    } catch (StepFailure e) {
      world
          .tracking()
          .story()
          .tell(world.clock().instant(), "run", Optional.empty(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Release> live() {
    return world.tracking().pointers().live().flatMap(world.tracking().releases()::find);
  }
}
