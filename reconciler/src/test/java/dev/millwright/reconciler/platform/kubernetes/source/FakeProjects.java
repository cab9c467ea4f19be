package dev.millwright.reconciler.platform.kubernetes.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Projects that do what a test says, and what was told of them.
final class FakeProjects implements Running.Starting, Served {
  /// How the project of a Source behaves when it is started.
  @FunctionalInterface
  interface Behaviour {
    void start() throws Refused, IOException, InterruptedException;
  }

  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<String, Project> running = new ConcurrentHashMap<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  private final class Project implements Running {
    private final SourceOrder order;
    private final Runnable ended;
    private volatile Optional<Refused> broken = Optional.empty();

    Project(SourceOrder order, Runnable ended) {
      this.order = order;
      this.ended = ended;
    }

    @Override
    public void check() throws Refused {
      if (broken.isPresent()) {
        throw broken.get();
      }
    }

    @Override
    public void close() {
      running.remove(order.toString());
      heard.add(order + " ended");
    }
  }

  void behave(String source, Behaviour behaviour) {
    behaviours.put(source, behaviour);
  }

  /// Waits until the end of the test.
  void hang() throws InterruptedException {
    end.await();
  }

  void endHanging() {
    end.countDown();
  }

  void breakDown(String source, String why) {
    Project project = running.get(source);
    project.broken = Optional.of(new Refused("Failed", why));
    project.ended.run();
  }

  @Override
  public Running start(SourceOrder order, Runnable ended)
      throws Refused, IOException, InterruptedException {
    behaviours.getOrDefault(order.toString(), () -> {}).start();
    Project project = new Project(order, ended);
    running.put(order.toString(), project);
    return project;
  }

  @Override
  public boolean yes(SourceOrder order) {
    return heard.add(order + " served");
  }

  @Override
  public boolean no(SourceOrder order, Refused why) {
    return heard.add(order + " " + why.reason() + ": " + why.sentence());
  }

  List<String> running() {
    return running.keySet().stream().sorted().toList();
  }

  /// What was told next.
  String next() throws InterruptedException {
    return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
  }
}
