package dev.millwright.cli.scene;

import dev.millwright.cli.scene.Machine.Ran;
import dev.millwright.testkit.TemporaryRepository;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A project that is a service and nothing else: it answers with the wind at an airport, and by
/// which rule it was made, so that each answer tells which code made it.
final class Weather implements AutoCloseable {
  private static final List<String> AIRPORTS = List.of("SEA", "LAX", "SEATAC", "JFK");

  private final Machine machine;
  private final TemporaryRepository repository = TemporaryRepository.create();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// With its first commit; nothing runs yet.
  Weather(Machine machine) {
    this.machine = machine;
    repository
        .write(
            "project.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Project
            metadata: {name: weather}
            spec: {owners: [operations]}
            """)
        .write(
            "environments/local.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Environment
            metadata: {name: local}
            spec:
              platform: local
              follows: {head: true}
              rollout:
                steps: [20]
                pause: 3s
                prove: 2s
                analysis: ["errorRate < 0.05"]
                minSamples: 10
                onInconclusive: proceed
            """)
        .write("functions/weather.yaml", FUNCTION)
        .write(
            "golden/weather.yaml",
            """
            - name: of a short name
              request: {origin: SEA}
              expect: {values: {wind: 6.0}}
            - name: of a longer one, from a height
              request: {origin: SEATAC, height: 100}
              expect: {values: {wind: 13.0}}
            """);
    rule("origin.length() * 2");
    repository.commit("Tell the wind");
  }

  private static final String FUNCTION =
      """
      apiVersion: millwright.dev/v1
      kind: Function
      metadata: {name: weather}
      spec:
        type: service
        runtime: java
        source: functions/weather
        handler: flights.Weather::wind
        inputs:
          origin: {type: string}
          height: {type: "float64?"}
        outputs:
          wind: {type: float64}
          rule: {type: string}
          unit: {type: string}
        service: {port: 8081, replicas: 2}
        resources: {memory: 256Mi, cpu: 100m}
        timeout: 5s
        env: {UNIT: knots}
      """;

  /// Has the wind follow another rule, which is an expression of Java.
  Weather rule(String rule) {
    return code("String origin", rule);
  }

  /// The same with another first parameter.
  Weather code(String parameter, String rule) {
    repository.write(
        "functions/weather/flights/Weather.java",
        """
        package flights;

        import dev.millwright.sdk.Outputs;

        public final class Weather {
          public static Outputs wind(%s, Double height) {
            double wind = %s + (height == null ? 0 : height / 100);
            return Outputs.of("wind", wind)
                .and("rule", "%s")
                .and("unit", System.getenv("UNIT"));
          }
        }
        """
            .formatted(parameter, rule, rule.replace("\"", "'")));
    return this;
  }

  TemporaryRepository repository() {
    return repository;
  }

  Ran run(String... arguments) {
    return machine.run(repository.root(), arguments);
  }

  /// Runs a command that must end with a status.
  Ran expect(int status, String... arguments) {
    return machine.expect(repository.root(), status, arguments);
  }

  static Map<String, Object> request(int number) {
    return Map.of("origin", AIRPORTS.get(number % AIRPORTS.size()));
  }

  Answer ask(URI target) {
    return SteadyLoad.ask(http, target, request(0));
  }

  /// The rules by which a release has answered, by release: one each, or answers were mixed.
  static SortedMap<String, SortedSet<String>> rules(List<Answer> answers) {
    SortedMap<String, SortedSet<String>> rules = new TreeMap<>();
    answers.forEach(
        answer ->
            rules
                .computeIfAbsent(answer.release(), _ -> new TreeSet<>())
                .add(answer.json().path("rule").asString() + " by " + answer.versions()));
    return rules;
  }

  @Override
  public void close() {
    http.close();
    repository.close();
  }
}
