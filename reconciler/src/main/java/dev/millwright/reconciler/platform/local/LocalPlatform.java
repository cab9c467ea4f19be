package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.state.StateLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    this.layout = layout;
    Admin admin = new Admin();
    this.jobs = new LocalJobs(layout);
    this.graphs = new LocalGraphs(layout, clock, admin, this::replicaMoved);
    this.gateway = new LocalGateway(layout, clock, admin, graphs);
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

  /// Ends every process whose `process.json` lies in the state folder, whoever started it.
  @Override
  public void stopAll() {
    release();
    gateway.stop();
    graphs.stopAll();
    folders().forEach(folder -> new Child(folder).stop());
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

  private List<Path> folders() {
    return Stream.of("gateway", "graphs", "runs")
        .map(layout.root()::resolve)
        .filter(Files::isDirectory)
        .flatMap(folder -> children(folder).stream())
        .toList();
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return files.filter(file -> file.endsWith("process.json")).map(Path::getParent).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
