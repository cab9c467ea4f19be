package dev.millwright.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.client.PretendDaemon;
import dev.millwright.cli.output.CommandFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class HandRunTest {
  private final PretendDaemon daemon = new PretendDaemon();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void live() {
    live("FeatureVector/flights", "FeatureSet/airports", "Model/delay");
    daemon.on("POST", "/runs", _ -> Map.of("run", "train-1"));
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  @Test
  void follows_a_run_to_its_end_and_says_each_line_once_when_it_is_whole() {
    List<String> logs = List.of("", "one\ntw", "one\ntwo\nthree\n");
    AtomicInteger looks = new AtomicInteger();
    daemon
        .on("GET", "/runs/train-1/log", _ -> logs.get(Math.min(looks.getAndIncrement(), 2)))
        .on("GET", "/runs/train-1", _ -> looks.get() < 2 ? Map.of() : Map.of("ended", "now"));

    JsonNode run = run(Map.of("epochs", "2"), Map.of());

    assertThat(run.path("ended").asString()).isEqualTo("now");
    assertThat(said).containsExactly("one", "two", "three");
    assertThat(daemon.posted())
        .singleElement()
        .asString()
        .contains("\"function\":\"train\"", "\"parameters\":{\"epochs\":\"2\"}");
  }

  @Test
  void the_last_line_is_said_though_nothing_ends_it() {
    daemon
        .on("GET", "/runs/train-1/log", _ -> "one\nlast words")
        .on("GET", "/runs/train-1", _ -> Map.of("ended", "now"));
    run(Map.of(), Map.of());
    assertThat(said).containsExactly("one", "last words");
  }

  @Test
  void an_input_is_known_by_its_name_alone() {
    daemon
        .on("GET", "/runs/train-1/log", _ -> "")
        .on("GET", "/runs/train-1", _ -> Map.of("ended", "now"));
    run(Map.of(), Map.of("examples", "flights", "places", "FeatureSet/airports"));
    assertThat(daemon.posted())
        .singleElement()
        .asString()
        .contains("\"examples\":\"FeatureVector/flights\"", "\"places\":\"FeatureSet/airports\"");
  }

  @Test
  void a_name_of_nothing_starts_nothing() {
    assertThatThrownBy(() -> run(Map.of(), Map.of("examples", "delay")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("no live feature set or vector is named `delay`");
    assertThat(daemon.posted()).isEmpty();
  }

  @Test
  void a_name_of_two_things_starts_nothing() {
    live("FeatureSet/flights", "FeatureVector/flights");
    assertThatThrownBy(() -> run(Map.of(), Map.of("examples", "flights")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("`flights` may be FeatureSet/flights or FeatureVector/flights");
    assertThat(daemon.posted()).isEmpty();
  }

  private JsonNode run(Map<String, String> parameters, Map<String, String> inputs) {
    return new HandRun(daemon.client(), said::add).run("train", parameters, inputs);
  }

  private void live(String... addresses) {
    daemon.on(
        "GET",
        "/components",
        _ ->
            Map.of(
                "components",
                Arrays.stream(addresses).map(address -> Map.of("address", address)).toList()));
  }
}
