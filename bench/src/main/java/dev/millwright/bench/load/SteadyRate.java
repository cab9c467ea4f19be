package dev.millwright.bench.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Sends one request again and again at a fixed rate, whether or not the ones before have been
/// answered. A request's time counts from when it should have left: a stall is seen by every
/// request that falls into it, not by one alone.
final class SteadyRate implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(60);

  private final HttpClient http;
  private final HttpRequest request;
  private final long gap;
  private final Consumer<HttpResponse<String>> listener;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Histogram times = new ConcurrentHistogram(HIGHEST, 3);
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Thread clock = Thread.ofPlatform().name("rate").unstarted(this::send);
  private volatile boolean stopped;
  private long sent;

  private SteadyRate(
      HttpClient http,
      HttpRequest request,
      int perSecond,
      Consumer<HttpResponse<String>> listener) {
    this.http = http;
    this.request = request;
    this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.listener = listener;
  }

  /// What came of it.
  ///
  /// @param times of good answers, in nanoseconds
  /// @param failures how often each thing went wrong that was no answer 200
  record Outcome(long sent, Histogram times, Map<String, Long> failures) {
    long failed() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Starts sending.
  ///
  /// @param listener told of each good answer, on many threads
  static SteadyRate start(
      HttpClient http,
      HttpRequest request,
      int perSecond,
      Consumer<HttpResponse<String>> listener) {
    SteadyRate rate = new SteadyRate(http, request, perSecond, listener);
    rate.clock.start();
    return rate;
  }

  /// Sends for a time.
  static Outcome during(HttpClient http, HttpRequest request, int perSecond, Duration time)
      throws InterruptedException {
    try (SteadyRate rate = start(http, request, perSecond, _ -> {})) {
      Thread.sleep(time);
      return rate.stop();
    }
  }

  /// Stops, and waits for the answers under way.
  Outcome stop() throws InterruptedException {
    stopped = true;
    clock.join();
    senders.close();
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((cause, count) -> counts.put(cause, count.sum()));
    return new Outcome(sent, times, counts);
  }

  @Override
  public void close() {
    stopped = true;
    senders.shutdownNow();
  }

  private void send() {
    long began = System.nanoTime();
    while (!stopped) {
      long due = began + sent * gap;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      senders.execute(() -> ask(due));
      sent++;
    }
  }

  private void ask(long due) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        times.recordValue(Math.min(HIGHEST, System.nanoTime() - due));
        listener.accept(answer);
      } else {
        failed("status " + answer.statusCode());
      }
    } catch (IOException e) {
      failed(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed("interrupted");
    }
  }

  private void failed(String cause) {
    failures.computeIfAbsent(cause, _ -> new LongAdder()).increment();
  }

  /// A request of JSON.
  static HttpRequest.Builder post(String target, String body) {
    return HttpRequest.newBuilder(java.net.URI.create(target))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
