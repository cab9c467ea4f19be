package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.tracking.ReleaseRecord;
import dev.millwright.tracking.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Has functions of the live release start at the times that they say, and keeps a record of each
/// run. Where the platform starts them itself this process only looks on.
public final class ScheduledRuns implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScheduledRuns.class.getName());
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /// A run that has just started is of one of so many releases, the newest ones.
  private static final int RELEASES = 20;

  private final World world;
  private final FunctionRuns runs;
  private final Timetable timetable;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());
  private Optional<Digest> followed = Optional.empty();
  private Instant again = Instant.MIN;

  public ScheduledRuns(World world, FunctionRuns runs) {
    this.world = world;
    this.runs = runs;
    this.timetable = new Timetable(world.clock(), this::due);
    var _ = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /// Goes by what is live now; by one thread. What cannot be is told, and tried again later.
  public void follow() throws InterruptedException {
    Optional<Digest> live = world.tracking().pointers().live();
    if (live.equals(followed) || world.clock().instant().isBefore(again)) {
      return;
    }
    try {
      hold(live.flatMap(world.tracking().releases()::find));
      followed = live;
    } catch (PlatformFailure | StepFailure e) {
      again = world.clock().instant().plus(AGAIN);
      LOG.log(System.Logger.Level.WARNING, "schedules are as they were", e);
      tell(Optional.empty(), "schedules are as they were: " + e.getMessage());
    }
  }

  private void hold(Optional<Release> live)
      throws PlatformFailure, StepFailure, InterruptedException {
    List<Component> functions =
        live.stream()
            .flatMap(it -> it.of(Kind.FUNCTION).stream())
            .filter(it -> ((Function) it.definition()).startsByItself() && it.image().isPresent())
            .toList();
    Optional<Schedules> platform = world.platform().schedules();
    if (platform.isEmpty()) {
      timetable.hold(functions);
      return;
    }
    List<Schedules.Timed> timed = new ArrayList<>();
    for (Component function : functions) {
      timed.add(timed(live.orElseThrow(), function));
    }
    platform.get().hold(timed, this::started);
    runs.unfinished().stream()
        .filter(run -> !platform.get().isThere(run.id()))
        .forEach(run -> runs.lost(run));
  }

  private Schedules.Timed timed(Release live, Component function)
      throws StepFailure, InterruptedException {
    String revision = world.tracking().releases().newestRevisionOf(live.id());
    return new Schedules.Timed(
        live, function, world.images().ensure(function.image().orElseThrow(), revision));
  }

  /// One has started, or is to: a run of the release whose function has this version.
  private void started(Name function, Digest version, String run) {
    if (runs.isKnown(run)) {
      return;
    }
    Optional<Release> of =
        releases().filter(release -> has(release, function, version)).findFirst();
    of.ifPresentOrElse(
        release -> runs.schedule(release, release.at(Kind.FUNCTION, function), run),
        () -> LOG.log(System.Logger.Level.INFO, "{0} is of no release that is known", run));
  }

  /// The live one, and those that were before it not long ago.
  private Stream<Release> releases() {
    Stream<Digest> newest =
        world.tracking().releases().list(RELEASES).stream().map(ReleaseRecord::id);
    return Stream.concat(world.tracking().pointers().live().stream(), newest)
        .flatMap(id -> world.tracking().releases().find(id).stream());
  }

  private static boolean has(Release release, Name function, Digest version) {
    Component its = release.components().get(new Address(Kind.FUNCTION, function));
    return its != null && its.version().equals(version);
  }

  /// Starts what is due by the clock of this process.
  void look() {
    try {
      timetable.look();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "what is due is not started", e);
    }
  }

  /// It is time for one, and nobody but this process starts it.
  private void due(Component function, Instant at) {
    Name name = function.address().name();
    if (isItsTurn(function)) {
      started(name, function.version(), "schedule-%s-%d".formatted(name, at.getEpochSecond() / 60));
    }
  }

  private boolean isItsTurn(Component function) {
    Function definition = (Function) function.definition();
    List<RunRecord> before =
        runs.unfinished().stream()
            .filter(run -> run.component().equals(function.address()))
            .toList();
    return switch (definition.schedule().orElseThrow().concurrency()) {
      case ALLOW -> true;
      case FORBID -> {
        before.forEach(run -> tell(run, "is not started: the one before has not ended"));
        yield before.isEmpty();
      }
      case REPLACE -> {
        before.forEach(run -> runs.end(run, "the next one took its place"));
        yield true;
      }
    };
  }

  private void tell(RunRecord run, String sentence) {
    tell(Optional.of(run.id()), run.component().name() + " " + sentence);
  }

  private void tell(Optional<String> subject, String sentence) {
    world.tracking().story().tell(world.clock().instant(), "run", subject, sentence);
  }

  /// Starts nothing any more; what a platform starts by itself it goes on to start.
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
