package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.spec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ExchangeTest {
  private static final String GOOD =
      "{\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":954}";

  private final ExampleGraph example =
      new ExampleGraph()
          .store("origin-delays", Map.of("delay_avg_1h", 20.0, "delay_avg_24h", 8.0))
          .store("airports", Map.of("latitude", 47.4, "longitude", -122.3));

  @Test
  void an_answer_is_what_the_model_says_of_the_features() {
    Exchange exchange = ask(example, GOOD, false);
    assertThat(exchange.status()).isEqualTo(200);
    assertThat(json(exchange).path("late_probability").asDouble()).isEqualTo(20f / 100);
  }

  @Test
  void an_explanation_tells_value_status_and_what_was_imputed() {
    JsonNode features = json(ask(example, GOOD, true)).path("_explain").path("features");
    assertThat(features.path("origin_delay_1h").path("value").asDouble()).isEqualTo(20);
    assertThat(features.path("origin_delay_1h").path("imputed").asBoolean()).isFalse();
    assertThat(features.path("origin_delay_7d").path("status").asString()).isEqualTo("NULL");
    assertThat(features.path("origin_delay_7d").path("value").asDouble()).isEqualTo(7);
    assertThat(features.path("origin_delay_7d").path("imputed").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"origin\":}", "nonsense", "{} {}", "{\"origin\":\"SEA\"", "\0"})
  void what_is_not_json_is_malformed(String body) {
    assertThat(ask(example, body, false).status()).as(body).isIn(400, 422);
    assertThat(ask(example, body, false).status() == 422 && !body.equals("{} {}"))
        .as(body)
        .isFalse();
  }

  @Test
  void bytes_that_are_no_text_are_malformed() {
    BoundGraph graph = example.bound();
    byte[] body = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
    Exchange exchange =
        Exchange.of(
            graph, new RequestReader(graph.request()), body, Exchange.Entrance.now(), false);
    assertThat(exchange.status()).isIn(400, 422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "[]|",
        "{}|origin",
        "{\"origin\":7,\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":954}|origin",
        "{\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":1.5}|distance",
        "{\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":1e400}|distance",
        "{\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":99999999999999999999}|distance",
        "{\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"yesterday\",\"distance\":954}|scheduled",
        "{\"origin\":null,\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":954}|origin",
        "{\"origin\":\"SEA\",\"origin\":\"SEA\",\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":954}|origin",
        "{\"origin\":[[[[\"SEA\"]]]],\"destination\":\"LAX\",\"scheduled\":\"2001-03-30T18:00:00Z\",\"distance\":954}|origin",
      })
  void what_breaks_the_contract_names_the_field(String body, String field) {
    Exchange exchange = ask(example, body, false);
    assertThat(exchange.status()).isEqualTo(422);
    if (field != null) {
      assertThat(json(exchange).path("error").path("field").asString()).isEqualTo(field);
    }
  }

  @Test
  void an_unknown_field_is_told_with_the_nearest_one() {
    Exchange exchange = ask(example, GOOD.replace("distance", "distanse"), false);
    assertThat(exchange.status()).isEqualTo(422);
    assertThat(json(exchange).path("error").path("message").asString())
        .contains("did you mean distance?");
  }

  @Test
  void a_value_against_a_features_policy_is_refused_by_the_step() {
    example.store("airports", Map.of("latitude", 470.4, "longitude", -122.3));
    Exchange exchange = ask(example, GOOD, false);
    assertThat(exchange.status()).isEqualTo(422);
    assertThat(json(exchange).path("error").path("step").asString()).isEqualTo("guard");
  }

  @Test
  void a_step_that_breaks_is_named_and_its_secrets_are_not() {
    example.store(
        "airports",
        (_, _, _) -> {
          throw new IllegalStateException("/secret/path is corrupt");
        });
    Exchange exchange = ask(example, GOOD, false);
    assertThat(exchange.status()).isEqualTo(500);
    assertThat(json(exchange).path("error").path("step").asString()).isEqualTo("enrich");
    assertThat(new String(exchange.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
  }

  @Test
  void a_model_that_breaks_is_named() {
    example.scorer(
        _ -> {
          throw new IllegalStateException("no");
        });
    Exchange exchange = ask(example, GOOD, false);
    assertThat(exchange.status()).isEqualTo(500);
    assertThat(json(exchange).path("error").path("step").asString()).isEqualTo("predict");
  }

  @Test
  void the_step_in_which_time_ran_out_is_named() {
    AtomicLong nanos = new AtomicLong();
    example
        .ticker(nanos::get)
        .scorer(
            _ -> {
              nanos.addAndGet(5_000_000_000L);
              return 0.5;
            });
    BoundGraph graph = example.bound();
    Exchange exchange =
        Exchange.of(
            graph,
            new RequestReader(graph.request()),
            GOOD.getBytes(StandardCharsets.UTF_8),
            new Exchange.Entrance(java.time.Instant.EPOCH, 0),
            false);
    assertThat(exchange.status()).isEqualTo(504);
    assertThat(json(exchange).path("error").path("step").asString()).isEqualTo("predict");
  }

  private static Exchange ask(ExampleGraph example, String body, boolean explain) {
    BoundGraph graph = example.bound();
    return Exchange.of(
        graph,
        new RequestReader(graph.request()),
        body.getBytes(StandardCharsets.UTF_8),
        new Exchange.Entrance(java.time.Instant.EPOCH, 0),
        explain);
  }

  private static JsonNode json(Exchange exchange) {
    return Json.mapper().readTree(exchange.body());
  }
}
