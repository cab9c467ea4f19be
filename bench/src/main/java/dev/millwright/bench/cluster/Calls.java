package dev.millwright.bench.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a client asks of an API server, and keeps what it applies.
final class Calls implements Interceptor {
  private static final String APPLY = "PATCH";

  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final Map<String, Long> applied = new ConcurrentHashMap<>();

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    all.incrementAndGet();
    if (!request.method().equals("GET")) {
      writes.incrementAndGet();
    }
    if (request.method().equals(APPLY) && request.bodyString() != null) {
      bodies.put(request.uri().getPath(), request.bodyString());
    }
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (request.method().equals(APPLY) && response.isSuccessful()) {
      synchronized (this) {
        applied.putIfAbsent(request.uri().getPath(), System.nanoTime());
        notifyAll();
      }
    }
  }

  int all() {
    return all.get();
  }

  int writes() {
    return writes.get();
  }

  /// Objects that were taken so far are not waited for again.
  void forget() {
    applied.clear();
  }

  /// What was applied, by path.
  SortedMap<String, String> bodies() {
    return new TreeMap<>(bodies);
  }

  /// Returns when so many objects have been taken.
  ///
  /// @return the time of the last one, as `System.nanoTime()`
  synchronized long await(int objects) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
    while (applied.size() < objects) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException(applied.size() + " of " + objects + " objects were taken");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return applied.values().stream().mapToLong(it -> it).max().orElseThrow();
  }
}
