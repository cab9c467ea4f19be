package dev.millwright.reconciler.platform.kubernetes.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// What a cluster showed when something hung in it.
final class CauseTest {
  private static final Cases CASES = Cases.here().below("causes");
  private static final Path PAGE = Path.of("../docs/reference/causes.md");

  @TestFactory
  Stream<DynamicTest> causes_are_found() {
    return CASES.each(
        folder -> Golden.of(folder.resolve("expected.txt")).check(text(cause(folder))));
  }

  @Test
  void every_cause_is_found_in_some_case() {
    assertThat(examples().keySet()).containsExactlyInAnyOrder(Hang.values());
  }

  @Test
  void the_page_of_the_documentation_says_what_the_code_says() {
    StringBuilder rows = new StringBuilder();
    examples().forEach((hang, cause) -> rows.append(row(hang, cause)));
    Golden.of(PAGE).check(introduction() + rows);
  }

  @Test
  void what_the_api_server_says_when_it_refuses_an_object_is_read_too() {
    JsonNode object =
        Json.mapper()
            .readTree(
                "{\"kind\":\"Service\",\"metadata\":{\"name\":\"answers\",\"namespace\":\"flights\"}}");
    Cause cause =
        Cause.ofRefusal(
            object,
            "services \"answers\" is forbidden: exceeded quota: small, requested: services=1,"
                + " used: services=2, limited: services=2");
    assertThat(cause)
        .hasToString(
            "Service flights/answers: ResourceQuota small has no room. Asked for: services=1;"
                + " used: services=2; at most: services=2. (refused) Raise the ResourceQuota, ask"
                + " for less, or remove what is not needed.");
  }

  private static Map<Hang, Cause> examples() {
    Map<Hang, Cause> examples = new TreeMap<>();
    CASES.folders().stream()
        .sorted(Comparator.comparing((Path folder) -> folder.getFileName().toString().length()))
        .flatMap(folder -> cause(folder).stream())
        .forEach(cause -> examples.putIfAbsent(cause.hang(), cause));
    return examples;
  }

  private static Optional<Cause> cause(Path folder) {
    try {
      String text = Files.readString(folder.resolve("surroundings.json"));
      return Cause.of(Json.read(text, Surroundings.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Optional<Cause> cause) {
    return cause
        .map(
            it ->
                "%s\n%s\n%s\n%s\n%s\n"
                    .formatted(
                        it.hang(),
                        it.about(),
                        it.condition(),
                        it.since().map(Object::toString).orElse("-"),
                        it.sentence()))
        .orElse("nothing\n");
  }

  private static String introduction() {
    return """
        # Causes of what hangs on Kubernetes

        While a rollout waits for an object of a cluster it says what the object waits for: which object is stuck, which condition shows it, since when, the
        likely cause, and what to do. These are the causes that it knows, each with an example.

        | seen | example | what to do |
        |---|---|---|
        """;
  }

  private static String row(Hang hang, Cause cause) {
    return Stream.of(hang.seen(), cause.sentence(), hang.advice())
            .map(cell -> cell.replace("|", "\\|"))
            .reduce("|", (row, cell) -> row + " " + cell + " |")
        + "\n";
  }
}
