package dev.millwright.serving.gateway;

import dev.millwright.serving.measure.Copies;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.Answered;
import dev.millwright.spec.serving.Difference;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/// Asks a release beside the one that has answered, by a copy of the request. Nobody waits for
/// that: it begins when the answer has gone out, over connections of its own, and a copy for which
/// there is no place is dropped and counted.
final class Shadow {
  /// How many copies are under way at most.
  static final int UNDER_WAY = 32;

  private final HttpClient http;
  private final Copies copies;
  private final AnswerFields fields = new AnswerFields();
  private final Semaphore places = new Semaphore(UNDER_WAY);

  /// @param http for copies alone
  Shadow(HttpClient http, Copies copies) {
    this.http = http;
    this.copies = copies;
  }

  /// Returns at once.
  void ask(Routing now, Name graph, Onward request, Answered answered) {
    Optional<Digest> release = now.copied(graph);
    if (release.isEmpty()) {
      return;
    }
    if (!places.tryAcquire()) {
      copies.dropped(release.get());
      return;
    }
    List<String> endpoints = now.endpoints(release.get(), graph);
    Thread.ofVirtual()
        .name("copy")
        .start(
            () -> {
              try {
                ask(release.get(), graph, endpoints, request, answered);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                places.release();
              }
            });
  }

  private void ask(
      Digest release, Name graph, List<String> endpoints, Onward request, Answered answered)
      throws InterruptedException {
    long began = System.nanoTime();
    Answered copied = answer(release, endpoints, request);
    long took = System.nanoTime() - began;
    Difference.between(answered, copied).ifPresent(it -> copies.compared(release, it));
    fields.count(copied, copies.fields(release, graph));
    copies.answered(release, graph, copied.status(), took);
  }

  /// As for a request that somebody waits for, a process that cannot be reached is passed over.
  private Answered answer(Digest release, List<String> endpoints, Onward request)
      throws InterruptedException {
    int first = ThreadLocalRandom.current().nextInt(Math.max(1, endpoints.size()));
    for (int i = 0; i < endpoints.size(); i++) {
      String endpoint = endpoints.get((first + i) % endpoints.size());
      try {
        HttpResponse<byte[]> answer =
            http.send(request.copy(endpoint, release), BodyHandlers.ofByteArray());
        return new Answered(answer.statusCode(), answer.body());
      } catch (ConnectException | HttpConnectTimeoutException unreachable) {
        // The next one follows.
      } catch (HttpTimeoutException late) {
        return failed(504);
      } catch (IOException broken) {
        return failed(502);
      }
    }
    return failed(503);
  }

  private static Answered failed(int status) {
    return new Answered(status, new byte[0]);
  }
}
