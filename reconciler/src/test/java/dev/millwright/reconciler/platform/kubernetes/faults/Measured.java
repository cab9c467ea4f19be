package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Counted;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A platform whose pods seem to have had requests.
final class Measured implements Platform, Gateway {
  private final Platform platform;
  private final Release target;
  private final long errors;
  private long looks;

  /// @param errors of each hundred requests to the target
  Measured(Platform platform, Release target, long errors) {
    this.platform = platform;
    this.target = target;
    this.errors = errors;
  }

  @Override
  public synchronized SortedMap<Digest, ReleaseTraffic> traffic() {
    looks++;
    List<Name> graphs =
        target.of(Kind.SERVING_GRAPH).stream().map(graph -> graph.address().name()).toList();
    SortedMap<Digest, ReleaseTraffic> traffic = new TreeMap<>();
    traffic.put(
        target.id(), Counted.traffic(graphs, Counted.traffic(100 * looks, errors * looks, 0.5)));
    return traffic;
  }

  @Override
  public SortedMap<Digest, Copied> copied() {
    return new TreeMap<>();
  }

  @Override
  public void route(Routes routes) throws PlatformFailure, InterruptedException {
    platform.gateway().route(routes);
  }

  @Override
  public Optional<GatewayAt> state() {
    return platform.gateway().state();
  }

  @Override
  public Jobs jobs() {
    return platform.jobs();
  }

  @Override
  public Graphs graphs() {
    return platform.graphs();
  }

  @Override
  public Gateway gateway() {
    return this;
  }

  @Override
  public Optional<Schedules> schedules() {
    return platform.schedules();
  }

  @Override
  public void stopAll() {
    platform.stopAll();
  }

  @Override
  public void release() {
    platform.release();
  }
}
