package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Copies;
import dev.millwright.reconciler.platform.Counted;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.JobOvertime;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ProcessState;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.serving.ReleasesFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A platform without processes. Every effect has a name; a test says which ones fail, wait, or are
/// the daemon's last.
final class FakePlatform implements Platform, Jobs, Graphs, Gateway {
  final Machine machine;
  final List<String> effects = new ArrayList<>();

  /// Effects that fail, each as often as said.
  final Map<String, Integer> failing = new ConcurrentHashMap<>();

  /// Jobs that only end when interrupted, by kind; counted down when they have begun.
  final Map<String, CountDownLatch> endless = new ConcurrentHashMap<>();

  /// The kind of job that takes longer than it may, if one does.
  Optional<String> overtime = Optional.empty();

  /// What gates answer.
  boolean gateHolds = true;

  /// Of a hundred requests that are counted each time that somebody looks.
  long errorsOfTarget;

  long requestsEachTime = 100;

  /// What its answers say; those of others say a half.
  double answerOfTarget = 0.5;

  /// Of a hundred copies that are counted each time that somebody looks while they are made.
  long errorsOfCopies;

  long copiesEachTime = 100;

  /// The release whose requests never fail.
  Digest stable = Digest.of("nothing");

  /// Otherwise shares are those of numbers of replicas.
  boolean splits = true;

  int lastEffect = Integer.MAX_VALUE;
  private final Runnable onDeath;
  private boolean dead;
  private long looks;
  private long copyLooks;

  FakePlatform(Machine machine, Runnable onDeath) {
    this.machine = machine;
    this.onDeath = onDeath;
  }

  /// The daemon dies: nothing has an effect any more.
  synchronized void die(String point) {
    dead = true;
    onDeath.run();
    throw new Death(point);
  }

  private synchronized void effect(String name, Runnable effect) throws PlatformFailure {
    if (dead) {
      throw new Death(name);
    }
    int failures = failing.getOrDefault(name, 0);
    if (failures > 0) {
      failing.put(name, failures - 1);
      throw new PlatformFailure("the test lets " + name + " fail");
    }
    effect.run();
    effects.add(name);
    if (effects.size() == lastEffect) {
      die(name);
    }
  }

  @Override
  public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
    String kind = order.job().getClass().getSimpleName();
    CountDownLatch begun = endless.get(kind);
    if (begun != null) {
      begun.countDown();
      new CountDownLatch(1).await();
    }
    if (overtime.filter(kind::equals).isPresent()) {
      throw new JobOvertime("did not end within " + order.term().toMinutes() + " min");
    }
    if (!machine.results.containsKey(order.run())) {
      effect(
          kind,
          () -> {
            machine.jobsStarted.merge(order.run(), 1, Integer::sum);
            machine.results.put(order.run(), result(order));
          });
    }
    return machine.results.get(order.run());
  }

  private JobResult result(JobOrder order) {
    Digest digest = Digest.of(order.run());
    return switch (order.job()) {
      case Job.Ingest _ -> new JobResult.Ingested(digest, 1, 1, new TreeMap<>());
      case Job.Train _ -> new JobResult.Trained(digest, digest, new TreeMap<>(), 1, digest);
      case Job.Judge _ ->
          new JobResult.Judged(
              gateHolds,
              new TreeMap<>(),
              List.of(new JobResult.Gate("auc >= 0.63", gateHolds, "auc >= 0.63: auc is 0.5")));
      case Job.Run _, Job.Watch _ -> throw new AssertionError(order);
    };
  }

  @Override
  public void cancel(String run) {
    effects.add("cancel:" + run);
  }

  /// No release may be unbound from what its traffic goes to.
  @Override
  public void bind(GraphVersion graph, ReleasesFile releases) throws PlatformFailure {
    String version = Machine.version(graph.name(), graph.version());
    if (!releases.releases().keySet().containsAll(machine.answeringOn(version))) {
      throw new AssertionError(version + " is unbound from a release that has traffic");
    }
    effect("bind", () -> machine.bound.put(version, releases));
  }

  @Override
  public void start(GraphOrder order, Duration within) throws PlatformFailure {
    if (!splits) {
      number(order);
    }
    for (Replica replica : order.replicas()) {
      if (!machine.replicas.contains(replica)) {
        effect("start", () -> machine.replicas.add(replica));
      }
    }
  }

  private void number(GraphOrder order) throws PlatformFailure {
    for (Replica replica : List.copyOf(machine.replicas)) {
      if (replica.version().equals(order.graph().version())
          && !order.replicas().contains(replica)) {
        effect("fewer", () -> machine.replicas.remove(replica));
      }
    }
  }

  @Override
  public boolean splits() {
    return splits;
  }

  @Override
  public void retain(Set<Replica> needed) throws PlatformFailure {
    for (Replica replica : List.copyOf(machine.replicas)) {
      if (!needed.contains(replica)) {
        effect("stop", () -> machine.replicas.remove(replica));
      }
    }
  }

  @Override
  public void flush(Name graph) {}

  @Override
  public synchronized List<ReplicaAt> replicas() {
    return machine.replicas.stream()
        .map(
            replica ->
                new ReplicaAt(
                    replica,
                    ProcessState.READY,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0))
        .toList();
  }

  /// A share only counts when what it goes to is there and answers for the release.
  @Override
  public void route(Routes routes) throws PlatformFailure {
    routes.shares().keySet().forEach(release -> mustAnswer(routes, release));
    long share =
        routes.shares().entrySet().stream()
            .filter(entry -> !entry.getKey().equals(stable) || routes.shares().size() == 1)
            .mapToInt(Map.Entry::getValue)
            .sum();
    routes.copies().ifPresent(copies -> mustAnswer(routes, copies.release()));
    effect(
        "route:" + share + "%" + (routes.copies().isPresent() ? " and copies" : ""),
        () -> machine.routes = Optional.of(routes));
  }

  private synchronized void mustAnswer(Routes routes, Digest release) {
    for (List<Replica> replicas : routes.graphs().get(release).values()) {
      for (Replica replica : replicas) {
        ReleasesFile file = machine.bound.get(Machine.version(replica.graph(), replica.version()));
        boolean isThere = machine.replicas.contains(replica) || (!splits && replica.index() > 0);
        if (!isThere || !file.releases().containsKey(release)) {
          throw new AssertionError(replica + " does not answer for " + release.brief());
        }
      }
    }
  }

  @Override
  public synchronized SortedMap<Digest, ReleaseTraffic> traffic() {
    looks++;
    SortedMap<Digest, ReleaseTraffic> traffic = new TreeMap<>();
    SortedMap<Digest, SortedMap<Name, List<Replica>>> known =
        machine.routes.map(Routes::graphs).orElseGet(TreeMap::new);
    known.forEach(
        (release, graphs) -> {
          boolean target = known.size() == 1 || !release.equals(stable);
          long errors = target ? errorsOfTarget * looks : 0;
          double answer = target ? answerOfTarget : 0.5;
          traffic.put(
              release,
              Counted.traffic(
                  graphs.keySet(), Counted.traffic(requestsEachTime * looks, errors, answer)));
        });
    return traffic;
  }

  /// One in ten answers differs, by a hundredth.
  @Override
  public synchronized SortedMap<Digest, Copied> copied() {
    copyLooks++;
    SortedMap<Digest, Copied> copied = new TreeMap<>();
    Optional<Copies> made = machine.routes.flatMap(Routes::copies);
    made.ifPresent(copies -> copied.put(copies.release(), copied(copies, copyLooks)));
    return copied;
  }

  private Copied copied(Copies copies, long times) {
    long all = copiesEachTime * times;
    return new Copied(
        Counted.traffic(
            copies.graphs(), Counted.traffic(all, errorsOfCopies * times, answerOfTarget)),
        0,
        all,
        all / 10,
        new TreeMap<>(Map.of("late_probability", new Copied.Apart(all, all * 0.01, 0.01))));
  }

  @Override
  public Optional<GatewayAt> state() {
    return Optional.empty();
  }

  @Override
  public Jobs jobs() {
    return this;
  }

  @Override
  public Graphs graphs() {
    return this;
  }

  @Override
  public Gateway gateway() {
    return this;
  }

  @Override
  public Optional<Schedules> schedules() {
    return Optional.empty();
  }

  @Override
  public void stopAll() {
    machine.replicas.clear();
  }

  @Override
  public void release() {}
}
