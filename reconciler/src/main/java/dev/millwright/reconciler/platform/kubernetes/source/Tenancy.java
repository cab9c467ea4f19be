package dev.millwright.reconciler.platform.kubernetes.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// What is looked after in one namespace: the project of its oldest Source. One thread does all of
/// it, one thing after the other.
final class Tenancy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tenancy.class.getName());

  private final Running.Starting starting;
  private final Served served;
  private final Projects.Patience patience;
  private final Map<String, SourceOrder> wanted = new ConcurrentHashMap<>();
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;
  private volatile boolean isEnding;

  /// What each Source was told last.
  private final Map<SourceOrder, String> told = new HashMap<>();

  private Optional<Project> project = Optional.empty();
  private int failures;

  private record Project(SourceOrder order, Running running) {}

  private Tenancy(
      String namespace, Running.Starting starting, Served served, Projects.Patience patience) {
    this.starting = starting;
    this.served = served;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name("project " + namespace).unstarted(this::loop);
  }

  static Tenancy start(
      String namespace, Running.Starting starting, Served served, Projects.Patience patience) {
    Tenancy tenancy = new Tenancy(namespace, starting, served, patience);
    tenancy.thread.start();
    return tenancy;
  }

  void want(SourceOrder order) {
    if (!order.equals(wanted.put(order.name(), order))) {
      changes.release();
    }
  }

  void drop(SourceOrder order) {
    if (wanted.remove(order.name()) != null) {
      changes.release();
    }
  }

  /// Begins to end.
  void end() {
    isEnding = true;
    thread.interrupt();
  }

  /// Waits for the end, but not for ever: a project may hang in it.
  @Override
  public void close() {
    end();
    try {
      var _ = thread.join(patience.ending().multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!isEnding) {
        Duration pause = turn();
        if (changes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} ends", thread.getName());
    } finally {
      stop();
    }
  }

  /// Does what is to be done now, whatever comes of it.
  ///
  /// @return how soon to look again when nothing changes
  private Duration turn() throws InterruptedException {
    Optional<SourceOrder> chosen =
        wanted.values().stream()
            .min(Comparator.comparing(SourceOrder::created).thenComparing(SourceOrder::name));
    told.keySet().retainAll(wanted.values());
    if (project.isPresent() && !project.map(Project::order).equals(chosen)) {
      stop();
      failures = 0;
    }
    chosen.ifPresent(this::tellOthers);
    return chosen.isPresent() ? serve(chosen.get()) : patience.longest();
  }

  private void tellOthers(SourceOrder chosen) {
    wanted.values().stream()
        .filter(it -> !it.equals(chosen))
        .forEach(
            it ->
                tell(
                    it,
                    new Refused(
                        "NamespaceTaken",
                        "a namespace belongs to one project in one environment, here to that of"
                            + " the Source "
                            + chosen.name())));
  }

  private Duration serve(SourceOrder order) throws InterruptedException {
    try {
      if (project.isPresent()) {
        project.get().running().check();
        failures = 0;
      } else {
        project = Optional.of(new Project(order, starting.start(order, changes::release)));
      }
      if (!told.getOrDefault(order, "-").isEmpty() && served.yes(order)) {
        told.put(order, "");
      }
      return patience.check();
    } catch (Refused e) {
      return failed(order, e);
    } catch (IOException e) {
      return failed(order, new Refused("Unreadable", String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.DEBUG, "the project of " + order + " does not start", e);
      return failed(order, new Refused("Failed", String.valueOf(e), e));
    }
  }

  private Duration failed(SourceOrder order, Refused why) {
    failures++;
    stop();
    tell(order, why);
    return patience.after(failures);
  }

  private void tell(SourceOrder order, Refused why) {
    String now = why.reason() + ": " + why.sentence();
    if (!now.equals(told.get(order))) {
      LOG.log(System.Logger.Level.WARNING, order + " is not served. " + now, why.getCause());
      if (served.no(order, why)) {
        told.put(order, now);
      }
    }
  }

  /// Somewhere else, because what hangs must not keep its successor from being started.
  private void stop() {
    boolean isInterrupted = Thread.interrupted();
    project.ifPresent(
        it -> {
          Thread closing = Thread.ofPlatform().daemon().start(it.running()::close);
          try {
            if (!closing.join(patience.ending())) {
              LOG.log(System.Logger.Level.ERROR, "the project of {0} hangs at its end", it.order());
              closing.interrupt();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    project = Optional.empty();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
