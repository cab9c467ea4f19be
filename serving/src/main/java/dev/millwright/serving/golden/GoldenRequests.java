package dev.millwright.serving.golden;

import dev.millwright.serving.golden.GoldenCase.Expected;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.Outcome;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.process.Exchange;
import dev.millwright.serving.request.RequestReader;
import dev.millwright.spec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Sends golden requests through a graph, in this process, the way that a client's requests go.
///
/// @param cases in the file's order
public record GoldenRequests(List<GoldenCase> cases) {
  public GoldenRequests {
    cases = List.copyOf(cases);
  }

  /// Reads a file.
  ///
  /// @param file its name, for messages
  /// @throws GoldenFormatException when it cannot be read; the message begins with the place
  public static GoldenRequests read(String file, String text) throws GoldenFormatException {
    return new GoldenRequests(new GoldenFile(file).read(text));
  }

  /// What came of one case.
  ///
  /// @param differences sentences of what is not as expected; empty when all is
  public record Result(String name, int line, double millis, List<String> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    public boolean passed() {
      return differences.isEmpty();
    }
  }

  /// Sends each request once.
  public List<Result> run(BoundGraph graph) {
    RequestReader reader = new RequestReader(graph.request());
    return cases.stream().map(golden -> run(golden, graph, reader)).toList();
  }

  private static Result run(GoldenCase golden, BoundGraph graph, RequestReader reader) {
    byte[] body = Json.write(golden.request()).getBytes(StandardCharsets.UTF_8);
    long began = System.nanoTime();
    Exchange exchange = Exchange.of(graph, reader, body, Exchange.Entrance.now(), false);
    double millis = (System.nanoTime() - began) / 1e6;
    JsonNode answer = Json.mapper().readTree(exchange.body());
    return new Result(
        golden.name(), golden.line(), millis, differences(golden.expected(), exchange, answer));
  }

  private static List<String> differences(Expected expected, Exchange exchange, JsonNode answer) {
    List<String> differences = new ArrayList<>();
    if (exchange.status() != expected.status()) {
      differences.add(
          "status is %d, not %d: %s"
              .formatted(exchange.status(), expected.status(), Json.write(answer)));
      cause(exchange).ifPresent(differences::add);
    }
    expected
        .field()
        .filter(field -> !answer.path("error").path("field").asString("").equals(field))
        .ifPresent(
            field ->
                differences.add(
                    "the field is `%s`, not `%s`"
                        .formatted(answer.path("error").path("field").asString(""), field)));
    expected.values().forEach((name, value) -> differ(differences, name, answer.path(name), value));
    expected.between().forEach((name, range) -> outside(differences, name, answer, range));
    return differences;
  }

  /// Why a step failed, which a caller is not told.
  private static Optional<String> cause(Exchange exchange) {
    return exchange
        .passage()
        .map(Passage::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(it -> "it failed: " + ((Outcome.Failed) it).cause().getMessage());
  }

  private static void differ(
      List<String> differences, String name, JsonNode came, JsonNode expected) {
    boolean same =
        (came.isNumber() && expected.isNumber())
            ? came.asDouble() == expected.asDouble()
            : came.equals(expected);
    if (!same) {
      differences.add("%s is %s, not %s".formatted(name, shown(came), expected));
    }
  }

  private static void outside(
      List<String> differences, String name, JsonNode answer, GoldenCase.Range range) {
    if (!range.holds(answer.path(name))) {
      differences.add("%s is %s, not %s".formatted(name, shown(answer.path(name)), range));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
