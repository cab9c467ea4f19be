package dev.millwright.cli.daemon;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.HeldBySource;
import dev.millwright.reconciler.Turns;
import dev.millwright.reconciler.platform.kubernetes.Gate;
import dev.millwright.reconciler.platform.kubernetes.Leadership;
import dev.millwright.reconciler.platform.kubernetes.WriteCount;
import dev.millwright.reconciler.platform.kubernetes.source.Impersonation;
import dev.millwright.reconciler.platform.kubernetes.source.Refused;
import dev.millwright.reconciler.platform.kubernetes.source.Running;
import dev.millwright.reconciler.platform.kubernetes.source.SourceOrder;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.server.ServedProject;
import dev.millwright.server.SharedServer;
import dev.millwright.server.metrics.Metrics;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Starts a project of several: with its own record, copies of its repository and client, as its
/// own account.
record SharedStarting(
    SharedOrder order,
    KubernetesClient own,
    Leadership leadership,
    Turns turns,
    SharedServer server)
    implements Running.Starting {
  @Override
  public Running start(SourceOrder source, Runnable ended)
      throws Refused, IOException, InterruptedException {
    Opened opened = new Opened();
    boolean isStarted = false;
    try {
      Running running = start(source, ended, opened);
      isStarted = true;
      return running;
    } finally {
      if (!isStarted) {
        opened.close();
      }
    }
  }

  private Running start(SourceOrder source, Runnable ended, Opened opened)
      throws Refused, IOException {
    Metrics metrics =
        new Metrics(
            Map.of(
                "project_namespace", source.namespace(),
                "project_environment", source.environment().text()));
    Impersonation account =
        opened.add(
            Impersonation.of(
                own, source.namespace(), source.account(), new WriteCount(metrics::written)));
    account.check();
    ClusterOrder project = new SharedSecrets(account, source, order, opened).order();
    Path record = Files.createDirectories(order.record(source.namespace(), source.name()));
    Looks looks =
        opened.add(new Looks(new RemoteCopy(record.resolve("source.git"), project.source())));
    looks.first();
    Gate gate = new Gate(leadership);
    opened.add(gate::shut);
    ClusterWiring wiring = wiring(project, source, account, gate, record, metrics, opened);
    SharedProject running = new SharedProject(account, opened, ended);
    ClusterProject started = opened.add(ClusterProject.start(wiring, looks, running::broke));
    server.add(
        source.namespace(),
        new ServedProject(
            project.installed().token(),
            wiring.tracking(),
            started.control(),
            metrics,
            started.webhook()));
    opened.add(() -> server.remove(source.namespace()));
    return running;
  }

  private ClusterWiring wiring(
      ClusterOrder project,
      SourceOrder source,
      Impersonation account,
      Gate gate,
      Path record,
      Metrics metrics,
      Opened opened)
      throws Refused, IOException {
    StateLayout kept = new StateLayout(record);
    StateLayout claim = new StateLayout(order.claim(source.namespace()));
    for (String folder : Parts.folders()) {
      Files.createDirectories(claim.root().resolve(folder));
    }
    Path copy = record.resolve("source.git");
    Tracking tracking = opened.add(Tracking.open(kept.trackingFile()));
    new HeldBySource(tracking, InstantSource.system()).be(source.suspend());
    return new ClusterWiring(
        project,
        account.client(),
        gate,
        gate::isOpen,
        claim,
        tracking,
        copy,
        Mirror.open(copy, kept.mirror()),
        metrics,
        turns,
        Optional.of(new ClusterWiring.Given(source.name(), own)));
  }
}
