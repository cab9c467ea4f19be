package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.tracking.Tracking;
import dev.millwright.tracking.TrackingFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private Optional<Written> written = Optional.empty();
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
    return follow(new AppliedCluster(client, followed, view.turn()), followed, tracking, view);
  }

  /// The same where somebody else wrote the Source.
  ///
  /// @param own writes its status
  public static ClusterRecord follow(
      KubernetesClient client,
      KubernetesClient own,
      Followed followed,
      Tracking tracking,
      View view) {
    Cluster cluster =
        new GivenSource(
            new AppliedCluster(client, followed, view.turn()),
            new AppliedCluster(own, followed, view.turn()));
    return follow(cluster, followed, tracking, view);
  }

  private static ClusterRecord follow(
      Cluster cluster, Followed followed, Tracking tracking, View view) {
    ClusterRecord record =
        new ClusterRecord(cluster, followed, tracking, view, InstantSource.system());
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
      Duration took = Duration.ZERO;
      for (long look = 0; !closed.await(pause(took).toMillis(), TimeUnit.MILLISECONDS); look++) {
        if (look > 0 && look % LOOKS_A_SURVEY == 0) {
          survey();
        }
        long began = System.nanoTime();
        lookAndGoOn(look % (complaint.isEmpty() ? LOOKS_A_VIEW : LOOKS_A_RETRY) == 0);
        took = Duration.ofNanos(System.nanoTime() - began);
      }
      lookAndGoOn(complaint.isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// So long that no more than a fifth of a processor goes into it: a rollout of thousands of steps
  /// has better uses for it.
  private static Duration pause(Duration took) {
    Duration share = took.multipliedBy(4);
    return share.compareTo(LOOK) > 0 ? share : LOOK;
  }

  private void lookAndGoOn(boolean isDue) {
    try {
      look(isDue);
    } catch (RuntimeException e) {
      complain(e);
    }
  }

  /// Has the next look that is due find out what is there.
  void survey() {
    copy.forget();
    written = Optional.empty();
  }

  /// What a write was made of: where it is the same, so is what would be written.
  private record Written(long changes, Glance glance) {}

  /// Writes what has changed since the last look.
  ///
  /// @param isDue whether to look beside the record as well, or the cluster did not answer
  void look(boolean isDue) {
    long now = tracking.changes();
    if (!isDue && (now == seen || !complaint.isEmpty())) {
      return;
    }
    try {
      if (now != seen) {
        standing = reader.read();
        seen = now;
      }
      write(new Written(now, Glance.of(view, standing.content(standing.live()))));
      complaint = "";
    } catch (ClusterFailure | TrackingFailure e) {
      complain(e);
    }
  }

  private void write(Written next) throws ClusterFailure {
    if (written.filter(next::equals).isPresent()) {
      return;
    }
    List<ClusterFailure> failures = copy.write(Projection.of(followed, standing, next.glance()));
    outbox.tell(new Telling(followed, standing), copy::uid);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    written = Optional.of(next);
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
