package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The door: keeps a cluster's custom resources and events at what the record says, for as long as
/// it is open. It decides nothing and delays nobody: where the cluster does not answer, it tries
/// again, and the record goes on.
public final class ClusterRecord implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClusterRecord.class.getName());

  /// How soon what is on record is on the cluster.
  private static final Duration LOOK = Duration.ofMillis(300);

  /// How soon what is seen beside the record is, in looks.
  private static final int LOOKS_A_VIEW = 30;

  /// How soon it tries again after a failure, in looks.
  private static final int LOOKS_A_RETRY = 10;

  /// How soon what somebody else did to the objects is undone, in looks.
  private static final int LOOKS_A_SURVEY = 2000;

  private final Tracking tracking;
  private final Followed followed;
  private final View view;
  private final RecordReader reader;
  private final Copy copy;
  private final Outbox outbox;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long seen = -1;
  private long written = -1;
  private Standing standing;
  private String complaint = "";

  ClusterRecord(
      Cluster cluster, Followed followed, Tracking tracking, View view, InstantSource clock) {
    this.tracking = tracking;
    this.followed = followed;
    this.view = view;
    this.reader = new RecordReader(tracking);
    this.standing = reader.read();
    this.copy = new Copy(cluster);
    this.outbox = new Outbox(cluster, tracking, clock);
    this.thread = Thread.ofVirtual().name("cluster-record").unstarted(this::loop);
  }

  /// Starts to follow a record.
  ///
  /// @param client belongs to the caller and outlives this
  /// @param tracking the record, opened by this process for writing
  public static ClusterRecord follow(
      KubernetesClient client, Followed followed, Tracking tracking, View view) {
    ClusterRecord record =
        new ClusterRecord(
            new AppliedCluster(client, followed, view.turn()),
            followed,
            tracking,
            view,
            InstantSource.system());
    record.thread.start();
    return record;
  }

  /// Writes what is on record now, and ends.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      for (long look = 0; !closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS); look++) {
        if (look > 0 && look % LOOKS_A_SURVEY == 0) {
          copy.forget();
        }
        look(look % (complaint.isEmpty() ? LOOKS_A_VIEW : LOOKS_A_RETRY) == 0);
      }
      look(complaint.isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes what has changed since the last look.
  ///
  /// @param isDue whether to write where the record has not changed, or the cluster did not answer
  void look(boolean isDue) {
    long now = tracking.changes();
    if (!isDue && (now == written || !complaint.isEmpty())) {
      return;
    }
    try {
      if (now != seen) {
        standing = reader.read();
        seen = now;
      }
      write();
      written = now;
      complaint = "";
    } catch (ClusterFailure | TrackingFailure e) {
      complain(e);
    }
  }

  private void write() throws ClusterFailure {
    List<ClusterFailure> failures = copy.write(Projection.of(followed, standing, view));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    outbox.tell(new Telling(followed, standing), copy::uid);
  }

  /// Once a complaint, and again when there is another.
  private void complain(Exception failure) {
    String now = String.valueOf(failure.getMessage());
    if (!now.equals(complaint)) {
      complaint = now;
      LOG.log(System.Logger.Level.WARNING, "the cluster does not show the record", failure);
    }
  }
}
