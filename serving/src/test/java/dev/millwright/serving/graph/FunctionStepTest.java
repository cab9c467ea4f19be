package dev.millwright.serving.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.process.Exchange;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.spec.yaml.ResourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A graph that asks code of an author's.
final class FunctionStepTest {
  private static final Path CLASSES = Path.of("target/test-classes");
  private static final Name NAME = Name.of("weather");
  private static final Digest RELEASE = Digest.of("release");
  private static final DataType NUMBER = DataType.of(BaseType.FLOAT64);

  /// What an author may write.
  public static final class Weather {
    private Weather() {}

    public static double wind(String origin, double height) {
      if (origin.isEmpty()) {
        throw new IllegalArgumentException("no station");
      }
      return origin.length() + height;
    }
  }

  @Test
  void what_it_takes_is_known_before_it_and_what_it_gives_after_it() throws IOException {
    assertThat(asked("{\"origin\":\"SEA\",\"height\":2.5}")).isEqualTo("{\"wind\":5.5}");
  }

  @Test
  void its_failure_is_that_of_the_request_and_its_cause_is_kept() throws IOException {
    try (Bindings bindings = bindings()) {
      Exchange exchange = exchange(bindings, "{\"origin\":\"\",\"height\":1}");
      assertThat(exchange.status()).isEqualTo(500);
      assertThat(new String(exchange.body(), StandardCharsets.UTF_8))
          .contains("\"code\":\"step_failed\"")
          .doesNotContain("station");
      assertThat(exchange.passage().orElseThrow().outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.cause()).hasMessageContaining("no station"));
    }
  }

  @Test
  void its_version_is_one_of_those_that_answer() throws IOException {
    try (Bindings bindings = bindings()) {
      assertThat(bindings.find(Optional.empty()).orElseThrow().versions())
          .containsKey(new Address(Kind.FUNCTION, NAME));
    }
  }

  private static String asked(String body) throws IOException {
    try (Bindings bindings = bindings()) {
      return new String(exchange(bindings, body).body(), StandardCharsets.UTF_8);
    }
  }

  private static Exchange exchange(Bindings bindings, String body) {
    BoundGraph graph = bindings.find(Optional.empty()).orElseThrow();
    return Exchange.of(
        graph,
        new RequestReader(graph.request()),
        body.getBytes(StandardCharsets.UTF_8),
        Exchange.Entrance.now(),
        false);
  }

  private static Bindings bindings() throws IOException {
    Function function = function();
    var bound =
        new ReleasesFile.Bound(
            new TreeMap<>(
                Map.of(
                    new Address(Kind.FUNCTION, NAME), Digest.of("function"),
                    new Address(Kind.SERVING_GRAPH, NAME), Digest.of("graph"))),
            new TreeMap<>(),
            new TreeMap<>());
    return Bindings.of(
        new GraphFile(
            graph(),
            Digest.of("graph"),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.of(new TreeMap<>(Map.of(NAME, function)))),
        new ReleasesFile(new TreeMap<>(Map.of(RELEASE, bound))),
        List.of(CLASSES));
  }

  /// The formula of the answer is typed by hand: what a compiler does is tried there.
  private static ServingGraph graph() {
    ServingGraph written =
        (ServingGraph)
            read(
                """
                kind: ServingGraph
                metadata: {name: weather}
                spec:
                  request: [{name: origin, type: string}, {name: height, type: float64}]
                  response: [{name: wind, type: float64}]
                  steps:
                    - {name: serve, function: weather}
                    - {name: answer, respond: {wind: wind}}
                  timeout: 1m
                """);
    Formula wind = Formula.written("wind").typed(new Expression.Field("wind", NUMBER));
    return new ServingGraph(
        written.metadata(),
        written.request(),
        written.response(),
        List.of(
            written.steps().getFirst(),
            new ServingGraph.Respond("answer", new TreeMap<>(Map.of("wind", wind)))),
        written.ways(),
        written.replicas(),
        written.resources(),
        written.timeout(),
        written.batching(),
        written.scaling(),
        written.rollout());
  }

  private static Function function() {
    return (Function)
        read(
            """
            kind: Function
            metadata: {name: weather}
            spec:
              type: service
              runtime: java
              source: functions/weather
              handler: %s::wind
              inputs: {origin: {type: string}, height: {type: float64}}
              outputs: {wind: {type: float64}}
            """
                .formatted(Weather.class.getName()));
  }

  private static Object read(String yaml) {
    var files = new TreeMap<String, byte[]>();
    String text = "apiVersion: millwright.dev/v1\n" + yaml;
    files.put("weather.yaml", text.getBytes(StandardCharsets.UTF_8));
    return ResourceReader.read(files).resources().getFirst().resource();
  }
}
