package dev.millwright.server;

import dev.millwright.server.api.Reply;
import dev.millwright.spec.json.Json;
import dev.millwright.tracking.StoryLine;
import dev.millwright.tracking.Tracking;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The stream of what happens: a `story` event for each sentence, with its number as the event's
/// id, and a `status` event whenever what is live or under way has changed. A caller that comes
/// back with `Last-Event-ID` misses nothing.
final class Events implements Handler, AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final int LOOKS_A_HEARTBEAT = 30;
  private static final int MOST = 64;

  private final Tracking tracking;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore places = new Semaphore(MOST);

  Events(Tracking tracking) {
    this.tracking = tracking;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
    if (!places.tryAcquire()) {
      Replies.send(response, Reply.error(503, "too_many_streams", "too many listen already"));
      return;
    }
    try (SseSink sink = response.sink(SseSink.TYPE)) {
      follow(sink, from(request));
    } catch (UncheckedIOException e) {
      // The caller has gone.
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private long from(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.create("Last-Event-ID"))
        .filter(id -> id.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .orElseGet(this::latest);
  }

  private long latest() {
    return tracking.story().list(1).stream().mapToLong(StoryLine::number).max().orElse(0);
  }

  private void follow(SseSink sink, long from) throws InterruptedException {
    long told = from;
    String status = "";
    for (int look = 0; true; look++) {
      List<StoryLine> lines = tracking.story().after(told);
      for (StoryLine line : lines) {
        told = line.number();
        sink.emit(event("story", Json.write(line), told));
      }
      String now = fingerprint();
      if (!now.equals(status)) {
        status = now;
        sink.emit(event("status", "{}", told));
      } else if (look % LOOKS_A_HEARTBEAT == 0) {
        sink.emit(SseEvent.builder().comment("still here").build());
      }
      if (closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static SseEvent event(String name, String data, long id) {
    return SseEvent.builder().name(name).data(data).id(Long.toString(id)).build();
  }

  /// Differs whenever the status would.
  private String fingerprint() {
    var pointers = tracking.pointers();
    var rollout = tracking.rollouts().latest().map(latest -> latest.id() + latest.changed());
    var run = tracking.runs().list(1).stream().map(latest -> latest.id() + latest.state()).toList();
    var revision =
        tracking.releases().revisions(1).stream().map(latest -> latest.revision()).toList();
    return List.of(
            pointers.live(), pointers.lastGood(), pointers.dataClock(), rollout, run, revision)
        .toString();
  }
}
