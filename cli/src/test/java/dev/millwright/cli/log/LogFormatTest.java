package dev.millwright.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.Main;
import dev.millwright.cli.daemon.JavaCommand;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import dev.millwright.spec.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class LogFormatTest {
  private static final Subject SUBJECT =
      new Subject(Map.of(Word.RELEASE, "a2f16f61", Word.COMPONENT, "Model/delay"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @TempDir Path temporary;

  @Test
  void a_line_is_one_object_whatever_the_message_holds() {
    List<String> lines =
        logged(LogFormat.json, log -> log.warning("two\nlines, \"quoted\" {0} \u0000"));

    assertThat(lines).hasSize(1);
    JsonNode line = Json.mapper().readTree(lines.getFirst());
    assertThat(line.path("message").asString()).isEqualTo("two\nlines, \"quoted\" {0} \u0000");
    assertThat(line.path("level").asString()).isEqualTo("warning");
    assertThat(line.path("logger").asString()).isEqualTo("a.logger");
    assertThat(line.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    assertThat(line.has("error")).isFalse();
  }

  @Test
  void what_the_thread_works_on_is_said_in_each_line_and_not_after() {
    List<String> lines =
        logged(
            LogFormat.json,
            log -> {
              SUBJECT.run(() -> log.info("inside"));
              log.info("outside");
            });

    assertThat(Json.mapper().readTree(lines.get(0)).path("release").asString())
        .isEqualTo("a2f16f61");
    assertThat(Json.mapper().readTree(lines.get(0)).path("component").asString())
        .isEqualTo("Model/delay");
    assertThat(Json.mapper().readTree(lines.get(1)).has("release")).isFalse();
  }

  @Test
  void what_broke_comes_with_its_stack_on_the_same_line() {
    List<String> lines =
        logged(
            LogFormat.json,
            log -> log.log(Level.SEVERE, "it broke", new IllegalStateException("no room")));

    assertThat(lines).hasSize(1);
    JsonNode line = Json.mapper().readTree(lines.getFirst());
    assertThat(line.path("level").asString()).isEqualTo("error");
    assertThat(line.path("error").asString()).isEqualTo("java.lang.IllegalStateException: no room");
    assertThat(line.path("stack").asString()).contains("\tat dev.millwright.cli.log.LogFormatTest");
  }

  @Test
  void people_read_the_subject_behind_the_sentence() {
    List<String> lines = logged(LogFormat.text, log -> SUBJECT.run(() -> log.info("it goes on")));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .endsWith(" info    it goes on release=a2f16f61 component=Model/delay");
  }

  @Test
  void what_was_asked_for_is_used() {
    assertThat(LogFormat.of(Optional.of(LogFormat.text))).isEqualTo(LogFormat.text);
  }

  @Test
  void a_daemon_without_a_terminal_writes_objects_from_its_first_line_on() throws Exception {
    assertThat(Json.mapper().readTree(firstLine()).path("message").asString())
        .isEqualTo("waits for its turn in ml");
  }

  @Test
  void a_daemon_that_is_asked_for_text_writes_text() throws Exception {
    assertThat(firstLine("--log-format", "text")).endsWith(" info    waits for its turn in ml");
  }

  /// What a real process says first; its API server is nowhere.
  private String firstLine(String... more) throws IOException {
    List<String> line = new ArrayList<>(JavaCommand.ofThisProcess().line(Main.class.getName()));
    line.addAll(List.of("cluster-daemon", "--source", "https://git.example.com/flights"));
    line.addAll(List.of("--environment", "production", "--namespace", "ml", "--port", "0"));
    line.addAll(List.of("--state", temporary.toString()));
    line.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("MILLWRIGHT_TOKEN", "some");
    builder.environment().put("KUBERNETES_MASTER", "http://127.0.0.1:1");
    builder.environment().put("KUBECONFIG", temporary.resolve("none").toString());
    Process process = builder.start();
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      return reader
          .lines()
          .filter(said -> said.contains("waits for its turn"))
          .findFirst()
          .orElseThrow();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> logged(LogFormat format, java.util.function.Consumer<Logger> work) {
    StreamHandler handler = new StreamHandler(bytes, format.lines());
    Logger named = Logger.getLogger("a.logger");
    named.setUseParentHandlers(false);
    named.addHandler(handler);
    try {
      work.accept(named);
    } finally {
      named.removeHandler(handler);
      handler.flush();
    }
    return bytes.toString(UTF_8).lines().toList();
  }
}
