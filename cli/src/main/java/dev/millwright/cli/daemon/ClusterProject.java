package dev.millwright.cli.daemon;

import dev.millwright.reconciler.Reconciler;
import dev.millwright.reconciler.forge.CommitReports;
import dev.millwright.reconciler.platform.kubernetes.KubernetesPlatform;
import dev.millwright.reconciler.platform.kubernetes.record.ClusterRecord;
import dev.millwright.server.trace.RolloutTraces;
import dev.millwright.server.webhook.Webhook;
import java.util.Optional;
import java.util.function.Consumer;

/// One project that a process looks after on a cluster. What it has started goes on when it ends.
final class ClusterProject implements AutoCloseable {
  private final ClusterWiring wiring;
  private final Looks looks;
  private final Reconciler reconciler;
  private final ClusterRecord record;
  private final DaemonControl control;
  private final Optional<CommitReports> reports;
  private final Optional<RolloutTraces> traces;

  private ClusterProject(ClusterWiring wiring, Looks looks, Consumer<Throwable> broken) {
    this.wiring = wiring;
    this.looks = looks;
    ClusterTarget target = wiring.target();
    KubernetesPlatform platform = wiring.platform(target);
    this.reconciler = wiring.reconciler(wiring.world(target, platform), broken);
    this.record = wiring.record(reconciler, platform, looks);
    this.control = wiring.control(reconciler, looks);
    this.reports = wiring.reports();
    this.traces = wiring.traces();
  }

  /// @param looks has read the repository
  /// @param broken told why when it ends by itself
  static ClusterProject start(ClusterWiring wiring, Looks looks, Consumer<Throwable> broken) {
    ClusterProject project = new ClusterProject(wiring, looks, broken);
    looks.every(wiring.order().every(), project.reconciler::reconcile);
    return project;
  }

  DaemonControl control() {
    return control;
  }

  Optional<Webhook> webhook() {
    return wiring.webhook(reconciler, looks);
  }

  /// The record last, which the others write; the copy of it before.
  @Override
  public void close() {
    looks.close();
    reports.ifPresent(CommitReports::close);
    reconciler.close();
    traces.ifPresent(RolloutTraces::close);
    record.close();
    wiring.tracking().close();
  }
}
