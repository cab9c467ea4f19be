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
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Functions of the live release, run by hand: each on a thread of its own, beside rollouts. The
/// record of a run is there before its id is answered. Safe for use by many threads.
public final class FunctionRuns implements AutoCloseable {
  /// The kind of these runs in the record.
  static final String KIND = "run";

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final World world;
  private final DataSteps data;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicLong last = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public FunctionRuns(World world) {
    this.world = world;
    this.data = new DataSteps(world);
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
    String revision = world.tracking().releases().revisionsOf(live.id()).getFirst();
    RunRecord run = record(component, revision, parameters, inputs);
    world.tracking().runs().save(run);
    begin(
        run,
        live,
        code ->
            new Job.Run(
                (Function) component.definition(),
                code,
                parameters,
                inputs,
                world.layout().artifacts()));
    return new Started.Taken(run.id());
  }

  /// Goes on with the runs that an earlier process left unfinished.
  public void resume() {
    world.tracking().runs().unfinished().stream()
        .filter(run -> run.kind().equals(KIND))
        .forEach(this::resume);
  }

  private void resume(RunRecord run) {
    Path file = world.layout().run(run.id()).resolve("job.json");
    Optional<Release> release = release(run);
    if (release.isEmpty() || !Files.exists(file)) {
      new FunctionRun(world, leaving::get, run)
          .end(RunState.FAILED, "Millwright ended before it began");
      return;
    }
    try {
      Job job = Json.read(Files.readString(file), Job.class);
      begin(run, release.get(), _ -> job);
    } catch (IOException e) {
      new FunctionRun(world, leaving::get, run)
          .end(RunState.FAILED, "its job cannot be read: " + e);
    }
  }

  private void begin(RunRecord run, Release release, FunctionRun.Jobs job) {
    threads.execute(
        () ->
            subject(run, release)
                .run(() -> new FunctionRun(world, leaving::get, run).carryOut(release, job)));
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

  private RunRecord record(
      Component component,
      String revision,
      SortedMap<String, String> parameters,
      SortedMap<String, DatasetOf> inputs) {
    Instant now = world.clock().instant();
    long number = last.updateAndGet(before -> Math.max(before + 1, now.toEpochMilli()));
    return new RunRecord(
        "run-%s-%d".formatted(component.address().name(), number),
        KIND,
        RunState.PENDING,
        component.address(),
        component.version(),
        Optional.of(revision),
        Optional.empty(),
        parameters,
        Inputs.snapshots(inputs),
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
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
