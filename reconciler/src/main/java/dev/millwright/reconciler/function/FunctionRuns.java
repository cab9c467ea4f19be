package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.DatasetOf;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Functions of the live release, run by hand or by a schedule: each on a thread of its own, beside
/// rollouts. The record of a run is there before its id is answered. Safe for use by many threads.
public final class FunctionRuns implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final World world;
  private final DataSteps data;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final RunRecords records;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Future<?>> underWay = new ConcurrentHashMap<>();
  private final Set<String> ending = ConcurrentHashMap.newKeySet();

  public FunctionRuns(World world) {
    this.world = world;
    this.data = new DataSteps(world);
    this.records = new RunRecords(world);
  }

  /// Starts a run of a function of the live release.
  ///
  /// @param parameters as text of their types; those that are missing take their defaults
  /// @param inputs input name to the feature set or vector that fills it
  public Started start(
      Name function, SortedMap<String, String> parameters, SortedMap<String, Address> inputs) {
    Optional<Release> live =
        world.tracking().pointers().live().flatMap(world.tracking().releases()::find);
    if (live.isEmpty()) {
      return new Started.Refused("nothing is live yet", "see why: millwright status");
    }
    Component component = live.get().components().get(new Address(Kind.FUNCTION, function));
    if (component == null) {
      return new Started.Unknown("nothing live is Function/" + function);
    }
    Function definition = (Function) component.definition();
    if (definition.type() != Function.Type.JOB) {
      return new Started.Refused(
          "Function/" + function + " is a " + word(definition) + ", and only a job is run",
          "run a function of type `job`");
    }
    try {
      return start(
          live.get(),
          component,
          new Arguments(definition).check(parameters),
          new Inputs(data, live.get(), definition).resolve(inputs));
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }

  private static String word(Function function) {
    return function.type().name().toLowerCase(Locale.ROOT);
  }

  private Started start(
      Release live,
      Component component,
      SortedMap<String, String> parameters,
      SortedMap<String, DatasetOf> inputs) {
    RunRecord run = records.byHand(live, component, parameters, Inputs.snapshots(inputs));
    begin(run, live, code -> job((Function) component.definition(), code, parameters, inputs));
    return new Started.Taken(run.id());
  }

  /// Starts a run by a schedule, without inputs and with the parameters' defaults, or goes on with
  /// the one of this id, whoever started it.
  void schedule(Release release, Component component, String id) {
    Function function = (Function) component.definition();
    RunRecord run =
        world
            .tracking()
            .runs()
            .find(id)
            .orElseGet(() -> records.bySchedule(id, release, component));
    if (!run.state().isEnd()) {
      begin(run, release, code -> job(function, code, run.parameters(), new TreeMap<>()));
    }
  }

  /// The runs by schedules that have not ended.
  List<RunRecord> unfinished() {
    return world.tracking().runs().unfinished().stream()
        .filter(run -> run.kind().equals(RunRecords.BY_SCHEDULE))
        .toList();
  }

  /// Whether a run is under way, or has ended.
  boolean isKnown(String id) {
    return underWay.containsKey(id)
        || world.tracking().runs().find(id).filter(run -> run.state().isEnd()).isPresent();
  }

  /// Ends a run, and returns when its process is gone.
  void end(RunRecord run, String cause) {
    ending.add(run.id());
    try {
      Future<?> its = underWay.get(run.id());
      world.platform().jobs().cancel(run.id());
      if (its != null) {
        its.get();
      }
      of(run).end(RunState.CANCELLED, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      ending.remove(run.id());
    }
  }

  /// Nobody knows what became of a run.
  void lost(RunRecord run) {
    if (!underWay.containsKey(run.id())) {
      of(run).end(RunState.FAILED, "it was taken away before it ended");
    }
  }

  private FunctionRun of(RunRecord run) {
    return new FunctionRun(world, () -> leaving.get() || ending.contains(run.id()), run);
  }

  private Job job(
      Function function,
      Job.FunctionCode code,
      SortedMap<String, String> parameters,
      SortedMap<String, DatasetOf> inputs) {
    return new Job.Run(function, code, parameters, inputs, world.layout().artifacts());
  }

  /// Goes on with the runs that an earlier process left unfinished and only this one knows of.
  public void resume() {
    boolean isAlone = world.platform().schedules().isEmpty();
    world.tracking().runs().unfinished().stream()
        .filter(
            run ->
                run.kind().equals(RunRecords.BY_HAND)
                    || (isAlone && run.kind().equals(RunRecords.BY_SCHEDULE)))
        .forEach(this::resume);
  }

  private void resume(RunRecord run) {
    Path file = world.layout().run(run.id()).resolve("job.json");
    Optional<Release> release = release(run);
    if (release.isEmpty() || !Files.exists(file)) {
      of(run).end(RunState.FAILED, "Millwright ended before it began");
      return;
    }
    try {
      Job job = Json.read(Files.readString(file), Job.class);
      begin(run, release.get(), _ -> job);
    } catch (IOException e) {
      of(run).end(RunState.FAILED, "its job cannot be read: " + e);
    }
  }

  private void begin(RunRecord run, Release release, FunctionRun.Jobs job) {
    var _ =
        underWay.computeIfAbsent(run.id(), _ -> threads.submit(() -> carryOut(run, release, job)));
  }

  private void carryOut(RunRecord run, Release release, FunctionRun.Jobs job) {
    try {
      subject(run, release).run(() -> of(run).carryOut(release, job));
    } finally {
      underWay.remove(run.id());
    }
  }

  private static Subject subject(RunRecord run, Release release) {
    return Subject.now()
        .and(Word.PROJECT, release.project().text())
        .and(Word.ENVIRONMENT, release.environment().text())
        .and(Word.RELEASE, release.id().brief())
        .and(Word.COMPONENT, run.component().toString())
        .and(Word.RUN, run.id());
  }

  private Optional<Release> release(RunRecord run) {
    return run.revision()
        .flatMap(world.tracking().releases()::revision)
        .flatMap(revision -> revision.release())
        .flatMap(world.tracking().releases()::find)
        .filter(release -> release.components().containsKey(run.component()));
  }

  /// Takes no more, and returns when all that was started has ended.
  void finish() {
    threads.close();
  }

  /// Stops waiting for what runs; the jobs go on, and [#resume] finds them again.
  @Override
  public void close() {
    leaving.set(true);
    threads.shutdownNow();
    try {
      boolean _ = threads.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
