package dev.millwright.serving.gateway;

import dev.millwright.serving.measure.Measurements;
import dev.millwright.serving.process.Problem;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.Answered;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Passes a request on and the answer back.
final class Proxy implements Handler {
  private static final HeaderName RELEASE = HeaderNames.create("Millwright-Release");
  private static final Set<String> KEPT =
      Set.of("connection", "content-length", "transfer-encoding", "date", ":status");
  // More side by side only make each other wait, and each needs a connection of its own.
  private static final int UNDER_WAY = 256;
  private static final Duration TURN = Duration.ofSeconds(2);

  private final AtomicReference<Routing> routing;
  private final Measurements measurements;
  private final HttpClient http;
  private final Shadow shadow;
  private final AnswerFields fields = new AnswerFields();
  private final Semaphore places = new Semaphore(UNDER_WAY);

  Proxy(
      AtomicReference<Routing> routing, Measurements measurements, HttpClient http, Shadow shadow) {
    this.routing = routing;
    this.measurements = measurements;
    this.http = http;
    this.shadow = shadow;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long began = System.nanoTime();
    Routing now = routing.get();
    String name = request.path().pathParameters().get("graph");
    Optional<Digest> release = release(request, now);
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    if (release.isEmpty()) {
      send(response, nobody(request));
      return;
    }
    response.header(RELEASE, release.get().hex());
    List<String> endpoints =
        Name.isValid(name) ? now.endpoints(release.get(), Name.of(name)) : List.of();
    if (endpoints.isEmpty()) {
      send(
          response,
          Problem.of(
              404, "unknown_graph", "there is no graph `" + name + "`; there are " + now.graphs()));
      return;
    }
    Onward onward = Onward.of(request, body);
    Answered answered = pass(onward, response, release.get(), endpoints);
    Name graph = Name.of(name);
    measurements.answered(release.get(), graph, answered.status(), System.nanoTime() - began);
    fields.count(answered, measurements.fields(release.get(), graph));
    if (!request.headers().contains(RELEASE)) {
      shadow.ask(now, graph, onward, answered);
    }
  }

  private static Problem nobody(ServerRequest request) {
    return request.headers().contains(RELEASE)
        ? Problem.of(503, "unknown_release", "no process here answers for that release")
        : Problem.of(503, "nothing_live", "no release takes traffic yet");
  }

  private Optional<Digest> release(ServerRequest request, Routing now) {
    Optional<String> asked = request.headers().first(RELEASE);
    if (asked.isEmpty()) {
      return now.choose(ThreadLocalRandom.current());
    }
    try {
      return Optional.of(Digest.parse(asked.get())).filter(now::knows);
    } catch (IllegalArgumentException notADigest) {
      return Optional.empty();
    }
  }

  /// A process that cannot be reached is passed over; a request that reached one is never sent
  /// twice.
  private Answered pass(
      Onward request, ServerResponse response, Digest release, List<String> endpoints) {
    int first = ThreadLocalRandom.current().nextInt(endpoints.size());
    for (int attempt = 0; attempt < Math.max(2, endpoints.size()); attempt++) {
      String endpoint = endpoints.get((first + attempt) % endpoints.size());
      try {
        return ask(request.to(endpoint, release), response);
      } catch (ConnectException | HttpConnectTimeoutException unreachable) {
        // The next attempt follows.
      } catch (HttpTimeoutException e) {
        return send(
            response,
            Problem.of(
                504, "late", "the graph did not answer in " + Onward.PATIENCE.toSeconds() + " s"));
      } catch (IOException e) {
        return send(response, Problem.of(502, "broken_answer", "the graph's process broke off"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return send(response, Problem.of(503, "stopping", "the gateway stops"));
      }
    }
    return send(response, Problem.of(503, "unreachable", "no process of the graph can be reached"));
  }

  private Answered ask(HttpRequest onward, ServerResponse response)
      throws IOException, InterruptedException {
    if (!places.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
      return send(
          response,
          Problem.of(503, "overloaded", UNDER_WAY + " requests are under way; try later"));
    }
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(onward, BodyHandlers.ofByteArray());
    } finally {
      places.release();
    }
    return copy(answer, response);
  }

  private static Answered copy(HttpResponse<byte[]> answer, ServerResponse response) {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!KEPT.contains(name)) {
                response.header(HeaderNames.create(name), values.toArray(String[]::new));
              }
            });
    response.status(answer.statusCode()).send(answer.body());
    return new Answered(answer.statusCode(), answer.body());
  }

  private static Answered send(ServerResponse response, Problem problem) {
    response
        .status(problem.status())
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(problem.json());
    return new Answered(problem.status(), problem.json());
  }
}
