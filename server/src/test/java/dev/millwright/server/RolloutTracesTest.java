package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millwright.server.trace.RolloutTraces;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepRecord;
import dev.millwright.tracking.StepState;
import dev.millwright.tracking.Tracking;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector of traces is sent, decoded as one would.
final class RolloutTracesTest {
  private final BlockingQueue<ResourceSpans> received = new LinkedBlockingQueue<>();
  private final List<String> tokens = new ArrayList<>();

  @TempDir Path temporary;
  private Tracking tracking;
  private HttpServer collector;

  @BeforeEach
  void start() throws IOException {
    tracking = Tracking.open(temporary.resolve("tracking.db"));
    Sample.fill(tracking);
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", this::receive);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
    tracking.close();
  }

  @Test
  void a_rollout_that_ends_is_a_span_with_a_child_for_each_step_that_began() throws Exception {
    try (RolloutTraces _ = RolloutTraces.start(tracking, variables()).orElseThrow()) {
      tracking.rollouts().save(ended(Phase.DONE, UnaryOperator.identity()));
    }
    List<Span> spans = spans();
    Span root = named(spans, "rollout");
    RolloutRecord rollout = tracking.rollouts().find("r-2").orElseThrow();

    assertThat(root.getParentSpanId().isEmpty()).isTrue();
    assertThat(root.getStartTimeUnixNano()).isEqualTo(rollout.began().toEpochMilli() * 1_000_000);
    assertThat(root.getEndTimeUnixNano()).isEqualTo(Sample.NOW.toEpochMilli() * 1_000_000);
    assertThat(attributes(root.getAttributesList()))
        .containsEntry("millwright.project", "flights")
        .containsEntry("millwright.environment", "local")
        .containsEntry("millwright.release", Digest.of("second").brief())
        .containsEntry("millwright.revision", "9b2e77c01a3f")
        .containsEntry("millwright.rollout", "r-2")
        .containsEntry("millwright.outcome", "done");
    long begun = rollout.steps().stream().filter(it -> it.began().isPresent()).count();
    assertThat(begun).isGreaterThan(2);
    assertThat(spans).hasSize((int) begun + 1);
    assertThat(spans)
        .filteredOn(it -> !it.equals(root))
        .allMatch(it -> it.getParentSpanId().equals(root.getSpanId()))
        .allMatch(it -> it.getTraceId().equals(root.getTraceId()))
        .allMatch(it -> it.getEndTimeUnixNano() <= root.getEndTimeUnixNano());
    assertThat(attributes(named(spans, "train").getAttributesList()))
        .containsEntry("millwright.component", "Model/delay")
        .containsEntry("millwright.outcome", "done");
  }

  @Test
  void what_failed_says_why() throws Exception {
    try (RolloutTraces _ = RolloutTraces.start(tracking, variables()).orElseThrow()) {
      tracking.rollouts().save(ended(Phase.RETURNED, RolloutTracesTest::failed));
    }
    List<Span> spans = spans();

    assertThat(named(spans, "rollout").getStatus().getCode())
        .isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(named(spans, "rollout").getStatus().getMessage()).isEqualTo("too many errors");
    assertThat(named(spans, "shift").getStatus().getMessage()).isEqualTo("errors: 3 %");
    assertThat(named(spans, "train").getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  @Test
  void the_variables_of_opentelemetry_say_what_else_is_sent() throws Exception {
    Map<String, String> variables = new TreeMap<>(variables());
    variables.put("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20some");
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=east");
    try (RolloutTraces _ = RolloutTraces.start(tracking, variables).orElseThrow()) {
      tracking.rollouts().save(ended(Phase.DONE, UnaryOperator.identity()));
    }
    ResourceSpans sent = take();

    assertThat(attributes(sent.getResource().getAttributesList()))
        .containsEntry("service.name", "millwright-reconciler")
        .containsEntry("deployment.environment.name", "east");
    assertThat(tokens).containsOnly("Bearer some");
  }

  @Test
  void what_had_ended_before_is_not_sent_again() throws Exception {
    tracking.rollouts().save(ended(Phase.DONE, UnaryOperator.identity()));
    try (RolloutTraces _ = RolloutTraces.start(tracking, variables()).orElseThrow()) {
      tracking.story().tell(Sample.NOW, "rollout", Optional.empty(), "something happens");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void a_collector_that_is_not_there_holds_nothing_up() {
    collector.stop(0);
    try (RolloutTraces _ = RolloutTraces.start(tracking, variables()).orElseThrow()) {
      tracking.rollouts().save(ended(Phase.DONE, UnaryOperator.identity()));
    }
    assertThat(tracking.rollouts().find("r-2").orElseThrow().phase()).isEqualTo(Phase.DONE);
  }

  @Test
  void without_an_endpoint_nothing_is_there() {
    assertThat(RolloutTraces.start(tracking, Map.of())).isEmpty();
    assertThat(RolloutTraces.start(tracking, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ""))).isEmpty();
  }

  @Test
  void variables_that_cannot_be_meant_end_nothing() {
    Map<String, String> variables = new TreeMap<>(variables());
    variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");

    assertThat(RolloutTraces.start(tracking, variables)).isEmpty();
  }

  private Map<String, String> variables() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort());
  }

  private void receive(HttpExchange exchange) throws IOException {
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (var body =
        isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private List<Span> spans() throws InterruptedException {
    return take().getScopeSpans(0).getSpansList();
  }

  private ResourceSpans take() throws InterruptedException {
    ResourceSpans sent = received.poll(1, TimeUnit.MINUTES);
    assertThat(sent).isNotNull();
    return sent;
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(it -> it.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    Map<String, String> all = new TreeMap<>();
    attributes.forEach(it -> all.put(it.getKey(), it.getValue().getStringValue()));
    return all;
  }

  private RolloutRecord ended(Phase phase, UnaryOperator<StepRecord> step) {
    RolloutRecord it = tracking.rollouts().find("r-2").orElseThrow();
    return new RolloutRecord(
        it.id(),
        it.base(),
        it.good(),
        it.target(),
        it.revision(),
        it.plan(),
        phase,
        it.percent(),
        it.steps().stream().map(step).toList(),
        Optional.of("too many errors").filter(_ -> phase == Phase.RETURNED),
        it.successor(),
        it.began(),
        it.changed(),
        Optional.of(Sample.NOW));
  }

  private static StepRecord failed(StepRecord step) {
    return step.id().equals("shift")
        ? new StepRecord(
            step.id(),
            StepState.FAILED,
            step.cursor(),
            step.began(),
            Optional.of(Sample.NOW),
            Optional.of("errors: 3 %"))
        : step;
  }
}
