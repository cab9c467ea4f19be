package dev.millwright.reconciler.platform.kubernetes.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The door: the projects of all namespaces. Each namespace has a thread of its own that starts,
/// watches and ends its project, so that whatever one of them waits for, no other does.
public final class Projects implements AutoCloseable {
  private final Running.Starting starting;
  private final Served served;
  private final Patience patience;
  private final Map<String, Tenancy> tenancies = new ConcurrentHashMap<>();

  /// @param check how long after a look whether a project goes on the next one comes
  /// @param first how soon what failed is tried again
  /// @param longest how late, when it fails again and again
  /// @param ending how long the end of a project is waited for
  public record Patience(Duration check, Duration first, Duration longest, Duration ending) {
    public static Patience usual() {
      return new Patience(
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30));
    }

    /// @param failures in a row, at least one
    Duration after(int failures) {
      Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 16));
      return pause.compareTo(longest) < 0 ? pause : longest;
    }
  }

  public Projects(Running.Starting starting, Served served, Patience patience) {
    this.starting = starting;
    this.served = served;
    this.patience = patience;
  }

  /// A Source is there, or says something else.
  public void seen(SourceOrder order) {
    tenancies.computeIfAbsent(order.namespace(), this::tenancy).want(order);
  }

  /// A Source is not there any more. What its project has rolled out stays.
  public void gone(SourceOrder order) {
    Tenancy tenancy = tenancies.get(order.namespace());
    if (tenancy != null) {
      tenancy.drop(order);
    }
  }

  private Tenancy tenancy(String namespace) {
    return Tenancy.start(namespace, starting, served, patience);
  }

  /// Ends all, side by side.
  @Override
  public void close() {
    tenancies.values().forEach(Tenancy::end);
    tenancies.values().forEach(Tenancy::close);
  }
}
