package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.reconciler.platform.kubernetes.Fence;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a process writes to the API server, each write by a name that it has in every run, however
/// steps overlap. At one of them the process may die: nothing that it does counts from then on.
final class Writes implements Interceptor, Fence {
  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final Optional<Point> deadly;
  private final Runnable onDeath;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> times = new ConcurrentHashMap<>();
  private final Map<String, String> applied = new LinkedHashMap<>();
  private final Map<String, String> underWay = new ConcurrentHashMap<>();
  private int passes;
  private boolean dead;

  /// @param write its name
  /// @param isAfter whether the API server has carried it out by then
  record Point(String write, boolean isAfter) {}

  Writes(Optional<Point> deadly, Runnable onDeath) {
    this.deadly = deadly;
    this.onDeath = onDeath;
  }

  /// A dead process writes nothing.
  @Override
  public synchronized void pass() {
    passes++;
    mustLive();
  }

  @Override
  public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!WRITING.contains(request.method())) {
      return;
    }
    mustLive();
    String what = request.method() + " " + request.uri().getPath();
    String name = what + " #" + times.merge(what, 1, Integer::sum);
    names.add(name);
    dieAt(new Point(name, false));
    underWay.put(what, name);
    note(request);
  }

  private void note(HttpRequest request) {
    @Nullable String body = request.bodyString();
    if (request.method().equals("PATCH") && body != null) {
      if (isApplied(request)) {
        applied.put(request.uri().getPath(), body);
      }
    } else {
      applied.remove(request.uri().getPath());
    }
  }

  /// Otherwise something is put to what was applied.
  private static boolean isApplied(HttpRequest request) {
    return request.headers("Content-Type").stream().anyMatch(it -> it.contains("apply-patch"));
  }

  @Override
  public synchronized void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    @Nullable String name = underWay.remove(request.method() + " " + request.uri().getPath());
    if (name != null) {
      dieAt(new Point(name, true));
    }
  }

  private void dieAt(Point point) {
    if (deadly.filter(point::equals).isPresent()) {
      dead = true;
      onDeath.run();
      mustLive();
    }
  }

  private void mustLive() {
    if (dead) {
      throw new Killed(deadly.toString());
    }
  }

  synchronized boolean isDead() {
    return dead;
  }

  synchronized List<String> names() {
    return List.copyOf(names);
  }

  /// How often somebody asked whether it may write.
  synchronized int passes() {
    return passes;
  }

  /// What is there by now of what was applied, by path, as it was applied last.
  synchronized Map<String, String> applied() {
    return new LinkedHashMap<>(applied);
  }
}
