package dev.millwright.reconciler.workflow;

import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.function.Started;
import dev.millwright.reconciler.monitor.Alarm;
import dev.millwright.reconciler.monitor.Fired;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Budget;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Workflows of the live release, each run on a thread of its own beside rollouts. A run is in the
/// record, pending, before anything of it happens: an alert that fired starts it for certain, and
/// once. Safe for use by many threads.
public final class Workflows implements Alarm, AutoCloseable {
  private static final String KIND = "workflow";
  private static final long FAREWELL_SECONDS = 5;

  private final World world;
  private final Proposals proposals;
  private final Turn turn;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AtomicLong last = new AtomicLong();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param original the user's git directory, which takes the proposals
  /// @param turn where ingests wait for theirs
  public Workflows(World world, Path original, Turn turn) {
    this.world = world;
    this.proposals = new Proposals(world, original);
    this.turn = turn;
  }

  /// Starts a workflow by hand.
  public Started start(Name workflow) {
    Optional<Release> live = live();
    if (live.isEmpty()) {
      return new Started.Refused("nothing is live yet", "see why: millwright status");
    }
    Component component = live.get().components().get(new Address(Kind.WORKFLOW, workflow));
    if (component == null) {
      return new Started.Unknown("nothing live is Workflow/" + workflow);
    }
    Optional<RunRecord> other = unfinished(component.address());
    if (other.isPresent()) {
      return new Started.Refused(
          workflow + " runs already", "follow it: millwright logs " + other.get().id());
    }
    Cause cause =
        Cause.byHand(world.tracking().pointers().dataClock().orElseGet(world.clock()::instant));
    String id = order(live.get(), component, cause);
    resume();
    return new Started.Taken(id);
  }

  /// Orders the workflow that the monitor names, if the budget allows, and those that name the
  /// monitor among their triggers; [#resume] begins them.
  @Override
  public void fired(Fired fired) {
    Optional<Release> live = live();
    if (live.isEmpty()) {
      return;
    }
    Optional<Monitor.OnDrift> onDrift = fired.monitor().onDrift();
    onDrift.ifPresent(it -> order(live.get(), it, fired));
    live.get().of(Kind.WORKFLOW).stream()
        .filter(it -> isTriggeredBy((Workflow) it.definition(), fired.monitor()))
        .filter(it -> onDrift.stream().noneMatch(own -> own.run().equals(it.address().name())))
        .forEach(it -> order(live.get(), it, fired));
  }

  private static boolean isTriggeredBy(Workflow workflow, Monitor monitor) {
    return workflow
        .triggers()
        .orElse(List.of())
        .contains(new Trigger.Drifted(monitor.metadata().name()));
  }

  private void order(Release live, Monitor.OnDrift onDrift, Fired fired) {
    Address workflow = new Address(Kind.WORKFLOW, onDrift.run());
    Budget budget = onDrift.limit();
    if (!new Spending(world.tracking().runs()).allows(fired, workflow, budget)) {
      tell(
          fired,
          "%s is not started: it may start %d times in %s of data, and did"
              .formatted(workflow.name(), budget.times(), words(budget.span())));
    } else {
      order(live, live.at(workflow), fired);
    }
  }

  private void order(Release live, Component workflow, Fired fired) {
    if (unfinished(workflow.address()).isPresent()) {
      tell(fired, workflow.address().name() + " is not started: it runs already");
    } else {
      order(live, workflow, Cause.of(fired));
    }
  }

  private static String words(Budget.Span span) {
    return switch (span) {
      case DAY -> "24 hours";
      case WEEK -> "seven days";
      case MONTH -> "thirty days";
    };
  }

  /// Begins what was ordered, and goes on with what an earlier process left unfinished. Again is no
  /// change.
  public void resume() {
    world.tracking().runs().unfinished().stream()
        .filter(run -> run.kind().equals(KIND))
        .filter(run -> begun.add(run.id()))
        .forEach(run -> threads.execute(() -> subject(run).run(() -> carryOut(run))));
  }

  private static Subject subject(RunRecord run) {
    return Subject.now().and(Word.COMPONENT, run.component().toString()).and(Word.RUN, run.id());
  }

  private void carryOut(RunRecord run) {
    Release release =
        run.revision()
            .flatMap(world.tracking().releases()::revision)
            .flatMap(RevisionRecord::release)
            .flatMap(world.tracking().releases()::find)
            .orElseThrow(() -> new IllegalStateException("no release for " + run.id()));
    new WorkflowRun(world, proposals, turn, leaving::get, run, release).carryOut();
  }

  private String order(Release live, Component workflow, Cause cause) {
    long millis = world.clock().instant().toEpochMilli();
    long number = last.updateAndGet(before -> Math.max(before + 1, millis));
    String id = "%s-%d".formatted(workflow.address().name(), number);
    world
        .tracking()
        .runs()
        .save(
            RunRecord.pending(
                id,
                KIND,
                workflow.address(),
                workflow.version(),
                world.tracking().releases().newestRevisionOf(live.id()),
                cause.parameters(),
                new TreeMap<>(),
                world.clock().instant()));
    return id;
  }

  private Optional<RunRecord> unfinished(Address workflow) {
    List<RunRecord> unfinished = world.tracking().runs().unfinished();
    return unfinished.stream()
        .filter(run -> run.kind().equals(KIND) && run.component().equals(workflow))
        .findFirst();
  }

  private Optional<Release> live() {
    return world.tracking().pointers().live().flatMap(world.tracking().releases()::find);
  }

  private void tell(Fired fired, String sentence) {
    Optional<String> subject = Optional.of(fired.monitor().address().toString());
    world.tracking().story().tell(world.clock().instant(), "monitor", subject, sentence);
  }

  /// Takes no more, and returns when all that was begun has ended.
  void finish() {
    threads.close();
  }

  /// Stops waiting for what runs; [#resume] goes on with it.
  @Override
  public void close() {
    leaving.set(true);
    threads.shutdownNow();
    try {
      boolean _ = threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
