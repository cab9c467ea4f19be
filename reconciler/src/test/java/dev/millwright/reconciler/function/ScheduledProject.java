package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.Schedules;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.reconciler.scene.Tidying;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.job.JobResult;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The example with a function that starts at three every morning in Amsterdam, live, and a clock
/// that is moved by hand.
final class ScheduledProject implements AutoCloseable {
  private static final JobResult RAN = new JobResult.Ran(new TreeMap<>(), new TreeMap<>());

  final Project project;
  final FunctionRuns runs;
  final ScheduledRuns schedules;

  /// Until then no run ends; nothing to wait for at first.
  volatile CountDownLatch enough = new CountDownLatch(0);

  volatile Instant now = Project.NOW;
  private final BlockingQueue<String> started = new LinkedBlockingQueue<>();

  ScheduledProject(TemporaryRepository repository, Path folder, String concurrency) {
    String yaml = new Tidying("0 3 * * *", 30, concurrency).yaml();
    this.project = Project.live(repository, folder, tree -> tree.write(Tidying.FILE, yaml));
    World world = project.world(() -> now);
    this.runs = new FunctionRuns(world);
    this.schedules = new ScheduledRuns(world, runs);
    project
        .platform()
        .answer(
            order -> {
              started.add(order.run());
              enough.await();
              return RAN;
            });
  }

  /// Something else than this process starts functions.
  void by(Schedules platform) {
    project.platform().schedules(platform);
  }

  /// The next run that has started.
  String next() throws InterruptedException {
    return Optional.ofNullable(started.poll(30, TimeUnit.SECONDS)).orElseThrow();
  }

  /// The runs that were started, once they have ended.
  List<String> ended() {
    runs.finish();
    return project.platform().orders().stream().map(it -> it.run()).toList();
  }

  RunRecord run(String id) {
    return project.tracking().runs().find(id).orElseThrow();
  }

  /// Newest first.
  List<RunState> states() {
    return project.tracking().runs().list(10).stream().map(RunRecord::state).toList();
  }

  Digest version() {
    return project.release().at(Kind.FUNCTION, Tidying.NAME).version();
  }

  @Override
  public void close() {
    schedules.close();
    runs.close();
    project.close();
  }
}
