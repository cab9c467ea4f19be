package dev.millwright.reconciler.scene;

import dev.millwright.reconciler.platform.Copied;
import dev.millwright.reconciler.platform.Gateway;
import dev.millwright.reconciler.platform.GatewayAt;
import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.reconciler.platform.Graphs;
import dev.millwright.reconciler.platform.JobOrder;
import dev.millwright.reconciler.platform.Jobs;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.reconciler.platform.ReleaseTraffic;
import dev.millwright.reconciler.platform.Replica;
import dev.millwright.reconciler.platform.ReplicaAt;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.serving.ReleasesFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A platform where jobs answer what a test says.
public final class PretendPlatform implements Platform {
  private final List<JobOrder> orders = new CopyOnWriteArrayList<>();
  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final List<Name> flushed = new CopyOnWriteArrayList<>();
  private volatile Answers answers =
      order -> new JobResult.Failed("nobody said what " + order.run() + " answers", "", false);
  private volatile Runnable onCancel = () -> {};
  private volatile @Nullable Schedules schedules;

  /// What a job answers.
  @FunctionalInterface
  public interface Answers {
    JobResult to(JobOrder order) throws PlatformFailure, InterruptedException;
  }

  public void answer(Answers all) {
    answers = all;
  }

  public void onCancel(Runnable reaction) {
    onCancel = reaction;
  }

  /// The jobs that were run, in order.
  public List<JobOrder> orders() {
    return orders;
  }

  public List<String> cancelled() {
    return cancelled;
  }

  public List<Name> flushed() {
    return flushed;
  }

  @Override
  public Jobs jobs() {
    return new Jobs() {
      @Override
      public JobResult run(JobOrder order) throws PlatformFailure, InterruptedException {
        orders.add(order);
        return answers.to(order);
      }

      @Override
      public void cancel(String run) {
        cancelled.add(run);
        onCancel.run();
      }
    };
  }

  @Override
  public Graphs graphs() {
    return new Graphs() {
      @Override
      public void bind(GraphVersion graph, ReleasesFile releases) {}

      @Override
      public void start(GraphOrder order, Duration within) {}

      @Override
      public void retain(Set<Replica> needed) {}

      @Override
      public void flush(Name graph) {
        flushed.add(graph);
      }

      @Override
      public List<ReplicaAt> replicas() {
        return List.of();
      }
    };
  }

  @Override
  public Gateway gateway() {
    return new Gateway() {
      @Override
      public void route(Routes routes) {}

      @Override
      public SortedMap<Digest, ReleaseTraffic> traffic() {
        return new TreeMap<>();
      }

      @Override
      public SortedMap<Digest, Copied> copied() {
        return new TreeMap<>();
      }

      @Override
      public Optional<GatewayAt> state() {
        return Optional.empty();
      }
    };
  }

  @Override
  public Optional<Schedules> schedules() {
    return Optional.ofNullable(schedules);
  }

  /// Has something beside Millwright's own process start functions.
  public void schedules(Schedules by) {
    schedules = by;
  }

  @Override
  public void stopAll() {}

  @Override
  public void release() {}
}
