package dev.millwright.cli.scene;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Requests at a fixed rate, whether or not the ones before have been answered.
final class SteadyLoad implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Set<String> releases = ConcurrentHashMap.newKeySet();
  private final Semaphore arrived = new Semaphore(0);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger rightInARow = new AtomicInteger();
  private final IntFunction<URI> targets;
  private final IntFunction<Map<String, Object>> requests;

  private SteadyLoad(IntFunction<URI> targets, IntFunction<Map<String, Object>> requests) {
    this.targets = targets;
    this.requests = requests;
  }

  /// Starts sending.
  ///
  /// @param requests the n-th request's body
  static SteadyLoad start(URI target, int perSecond, IntFunction<Map<String, Object>> requests) {
    return start(List.of(target), perSecond, requests);
  }

  /// Starts sending to each of these in turn.
  static SteadyLoad start(
      List<URI> targets, int perSecond, IntFunction<Map<String, Object>> requests) {
    SteadyLoad load = new SteadyLoad(n -> targets.get(n % targets.size()), requests);
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var unused = load.clock.scheduleAtFixedRate(load::sendOne, 0, gap, TimeUnit.NANOSECONDS);
    return load;
  }

  /// Sends nothing of itself.
  static SteadyLoad idle(URI target, IntFunction<Map<String, Object>> requests) {
    return new SteadyLoad(_ -> target, requests);
  }

  /// Sends so many requests, a few of them side by side.
  ///
  /// @return answers a second
  double perSecond(int sideBySide, int count) {
    Semaphore free = new Semaphore(sideBySide);
    long began = System.nanoTime();
    for (int n = 0; n < count; n++) {
      free.acquireUninterruptibly();
      int number = sent.getAndIncrement();
      URI target = targets.apply(number);
      Map<String, Object> body = requests.apply(number);
      senders.execute(
          () -> {
            Answer answer = ask(http, target, body);
            free.release();
            if (!answer.isOk()) {
              answers.add(answer);
            }
          });
    }
    free.acquireUninterruptibly(sideBySide);
    if (!answers.isEmpty()) {
      throw new AssertionError("not answered without any change: " + answers.peek());
    }
    return count / ((System.nanoTime() - began) / 1e9);
  }

  /// Returns when so many more answers have come.
  void awaitAnswers(int count) {
    arrived.drainPermits();
    try {
      if (!arrived.tryAcquire(count, 2, TimeUnit.MINUTES)) {
        throw new AssertionError("only " + arrived.availablePermits() + " answers came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Returns when so many requests in a row were answered, and forgets all before: processes that
  /// have just started, and a machine that was busy with that, are no part of what is looked at.
  void awaitCalm(int count) {
    while (rightInARow.get() < count) {
      awaitAnswers(Math.min(count, BATCH));
    }
    answers.clear();
    releases.clear();
  }

  /// Returns when so many answers have come in all.
  void awaitAll(int count) {
    while (answers.size() < count) {
      awaitAnswers(Math.min(count - answers.size(), BATCH));
    }
  }

  /// Returns when so many releases have answered since it was calm.
  void awaitReleases(int count) {
    while (releases.size() < count) {
      awaitAnswers(1);
    }
  }

  int answered() {
    return answers.size();
  }

  /// Stops sending, waits for the answers under way, and answers all of them.
  List<Answer> stop() {
    clock.shutdown();
    senders.close();
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    senders.close();
    http.close();
  }

  private void sendOne() {
    int number = sent.getAndIncrement();
    URI target = targets.apply(number);
    Map<String, Object> body = requests.apply(number);
    senders.execute(
        () -> {
          Answer answer = ask(http, target, body);
          var _ = rightInARow.updateAndGet(right -> answer.isOk() ? right + 1 : 0);
          answers.add(answer);
          releases.add(answer.release());
          arrived.release();
        });
  }

  /// Sends one request that asks for an explanation, and waits for the answer.
  static Answer ask(HttpClient http, URI target, Map<String, Object> body) {
    return send(http, target, body, Json.write(body));
  }

  static Answer send(HttpClient http, URI target, Map<String, Object> body, String text) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Millwright-Explain", "true")
            .POST(BodyPublishers.ofString(text))
            .build();
    try {
      return Answer.of(body, http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Answer.none(target, body, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none(target, body, e);
    }
  }
}
