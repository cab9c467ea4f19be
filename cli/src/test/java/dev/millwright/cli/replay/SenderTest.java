package dev.millwright.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.client.PretendDaemon;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SenderTest {
  private final PretendDaemon gateway = new PretendDaemon();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    http.close();
    gateway.close();
  }

  @Test
  void tells_how_many_were_answered_and_their_mean() throws Exception {
    Sent sent = send(4, body -> Map.of("p", body.path("n").asInt() / 2.0));
    assertThat(sent).isEqualTo(new Sent(4, 0, 4, 3.0, ""));
    assertThat(sent.words()).isEqualTo("    4 requests, 0 failed, mean answer 0.750");
  }

  @Test
  void a_refused_request_is_a_failure_with_its_complaint() throws Exception {
    Sent sent = sender("elsewhere", () -> false).send(requests(1));
    assertThat(sent.failed()).isOne();
    assertThat(sent.complaint()).isEqualTo("404 no /elsewhere for {\"n\":0}");
    assertThat(sent.words()).isEqualTo("    1 requests, 1 failed");
  }

  @Test
  void what_is_not_json_is_a_failure_and_the_others_go_on() throws Exception {
    Sent sent = send(3, body -> body.path("n").asInt() == 1 ? "<html>" : Map.of("p", 1.0));
    assertThat(sent.requests()).isEqualTo(3);
    assertThat(sent.failed()).isOne();
    assertThat(sent.complaint()).endsWith("for {\"n\":1}");
    assertThat(sent.words()).endsWith("mean answer 1.000");
  }

  @Test
  void an_answer_that_is_no_number_is_an_answer_without_a_mean() throws Exception {
    Sent sent = send(2, _ -> Map.of("p", "late"));
    assertThat(sent.words()).isEqualTo("    2 requests, 0 failed");
  }

  @Test
  void nobody_answers() throws Exception {
    Sender sender = sender("graph", () -> false);
    gateway.close();
    assertThat(sender.send(requests(2)).failed()).isEqualTo(2);
  }

  @Test
  void sixteen_are_under_way_at_once_and_no_more() throws Exception {
    CyclicBarrier together = new CyclicBarrier(Sender.SIDE_BY_SIDE);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Sent sent =
        send(
            3 * Sender.SIDE_BY_SIDE,
            _ -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              meet(together);
              inside.decrementAndGet();
              return Map.of("p", 1.0);
            });
    assertThat(sent.failed()).isZero();
    assertThat(most).hasValue(Sender.SIDE_BY_SIDE);
  }

  @Test
  void sends_no_more_when_it_is_stopped() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    gateway.on("POST", "/graph", _ -> Map.of("p", 1.0));
    Sent sent = sender("graph", () -> asked.incrementAndGet() > 3).send(requests(100));
    assertThat(sent.requests()).isEqualTo(3);
    assertThat(gateway.posted()).hasSize(3);
  }

  private static void meet(CyclicBarrier together) {
    try {
      together.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private Sent send(int count, Function<JsonNode, Object> answer) throws InterruptedException {
    gateway.on("POST", "/graph", answer);
    return sender("graph", () -> false).send(requests(count));
  }

  private Sender sender(String graph, BooleanSupplier stopped) {
    URI target = URI.create("http://127.0.0.1:" + gateway.port() + "/" + graph);
    return new Sender(http, target, "p", stopped);
  }

  private static List<Map<String, Object>> requests(int count) {
    return IntStream.range(0, count).mapToObj(n -> Map.<String, Object>of("n", n)).toList();
  }
}
