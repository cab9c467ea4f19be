package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Admin;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.state.StateLayout;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/// This machine.
public final class LocalPlatform implements Platform {
  private final StateLayout layout;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().daemon().name("supervisor").factory());
  private final LocalJobs jobs;
  private final LocalGraphs graphs;
  private final LocalGateway gateway;

  public LocalPlatform(StateLayout layout) {
    this(layout, Mains.OF_THE_RUNTIME, Thread::sleep);
  }

  LocalPlatform(StateLayout layout, Mains mains, LocalJobs.Delay delay) {
    this.layout = layout;
    Admin admin = new Admin();
    Surroundings here = new Surroundings(System.getenv());
    this.jobs = new LocalJobs(layout, mains, here, delay, ConcurrentHashMap.newKeySet());
    this.graphs = new LocalGraphs(layout, mains, here, clock, admin, this::replicaMoved);
    this.gateway = new LocalGateway(layout, mains, clock, admin, graphs);
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Graphs graphs() {
    return graphs;
  }

  @Override
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public Optional<Schedules> schedules() {
    return Optional.empty();
  }

  /// Ends every process that belongs to the state folder, whoever started it.
  @Override
  public void stopAll() {
    release();
    gateway.stop();
    graphs.stopAll();
    Stream.of(layout.gateway(), layout.graphs(), layout.runs())
        .flatMap(root -> ProcessFile.below(root).stream())
        .forEach(folder -> new Child(folder).stop());
    Mark.below(layout.root()).forEach(Child::kill);
  }

  @Override
  public void release() {
    gateway.release();
    graphs.release();
    clock.shutdownNow();
  }

  private void replicaMoved() {
    gateway.refresh();
  }
}
