package dev.millwright.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.serving.scene.Caller;
import dev.millwright.serving.scene.Caller.Reply;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import dev.millwright.serving.scene.Raw;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What callers do wrong is theirs: never a 500, and nobody else notices.
final class BadInputTest {
  private static final String GOOD = ServedGraph.GOOD;
  private static final String HEAD =
      "POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: " + GOOD.length() + "\r\n\r\n";

  @TempDir Path folder;

  private ServedGraph graph;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    graph = ServedGraph.start(folder, Declared.standard(), 1);
    caller = graph.caller();
  }

  @AfterEach
  void stop() {
    graph.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"origin\":\"SEA\" | 400 | malformed | ``",
        "`` | 400 | malformed | ``",
        "nonsense | 400 | malformed | ``",
        "[] | 422 | wrong_type | ``",
        "{\"scheduled\":\"2001-03-30T18:20:00Z\",\"distance\":9} | 422 | missing_field | origin",
        "{\"origin\":7,\"scheduled\":\"2001-03-30T18:20:00Z\",\"distance\":9} | 422 | wrong_type |"
            + " origin",
        "{\"origin\":\"SEA\",\"scheduled\":\"soon\",\"distance\":9} | 422 | wrong_type | scheduled",
        "{\"origin\":\"SEA\",\"scheduled\":\"2001-03-30T18:20:00Z\",\"distance\":9,\"gate\":1} |"
            + " 422 | unknown_field | gate",
      })
  void it_is_answered_with_status_code_and_field(String body, int status, String code, String field)
      throws Exception {
    Reply reply = caller.post("/late", body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error().path("status").asInt()).isEqualTo(status);
    assertThat(reply.error().path("code").asString()).isEqualTo(code);
    assertThat(reply.error().path("field").asString("")).isEqualTo(field);
    assertThat(reply.error().path("message").asString()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense", "a/b; q"})
  void json_is_read_under_any_content_type(String type) throws Exception {
    assertThat(caller.post("/late", GOOD, "Content-Type", type).status()).isEqualTo(200);
  }

  @Test
  void a_body_of_ten_megabytes_is_too_large() throws Exception {
    Reply reply = caller.post("/late", " ".repeat(10 << 20) + GOOD);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.error().path("code").asString()).isEqualTo("too_large");
    assertUnharmed();
  }

  @Test
  void a_body_at_the_limit_is_read_and_one_byte_more_is_not() throws Exception {
    String padding = " ".repeat(BodyLimit.LARGEST - GOOD.length());
    assertThat(caller.post("/late", padding + GOOD).status()).isEqualTo(200);
    Reply larger = caller.post("/late", padding + " " + GOOD);
    assertThat(larger.status()).isEqualTo(413);
    assertThat(larger.error().path("message").asString()).contains("1048576 bytes");
    GraphServerTest.assertVersions(larger);
  }

  @Test
  void a_body_without_a_length_is_limited_as_well() throws Exception {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    try (Raw raw = Raw.to(graph.server().port())) {
      raw.write("POST /late HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      raw.write(chunk.repeat(18) + "0\r\n\r\n");
      assertThat(raw.head()).startsWith("HTTP/1.1 413 ");
    }
    assertUnharmed();
  }

  @ParameterizedTest
  @CsvSource({"GET, /late, 405", "PUT, /late, 405", "POST, /soon, 404", "GET, /, 404"})
  void what_cannot_be_asked_is_told(String method, String path, int status) throws Exception {
    Reply reply = caller.send(method, path, "");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.error().path("message").asString()).contains("POST /late");
    assertThat(reply.header("Allow")).isEqualTo(status == 405 ? "POST" : "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "POST /late HTTP/9.9\r\nHost: x\r\n\r\n",
        "POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST /late HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
      })
  void what_is_no_http_is_refused(String bytes) throws Exception {
    try (Raw raw = Raw.to(graph.server().port())) {
      assertThat(raw.write(bytes).head()).doesNotContain("HTTP/1.1 5").doesNotContain(" 200 ");
    }
    assertUnharmed();
  }

  @Test
  void a_caller_that_leaves_in_the_middle_of_its_body_costs_nothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      Raw raw = Raw.to(graph.server().port());
      raw.write(HEAD + GOOD.substring(0, 10));
      raw.leave();
    }
    assertUnharmed();
  }

  @Test
  void a_caller_that_does_not_wait_for_its_answer_costs_nothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      Raw raw = Raw.to(graph.server().port());
      raw.write(HEAD + GOOD);
      raw.leave();
    }
    assertUnharmed();
  }

  @Test
  void requests_beyond_the_capacity_are_turned_away_and_the_platforms_are_not() throws Exception {
    try (Raw slow = Raw.to(graph.server().port())) {
      slow.write(HEAD + GOOD.substring(0, 10));
      Reply refused = caller.post("/late", GOOD);
      while (refused.status() != 503) { // until the slow one is in
        refused = caller.post("/late", GOOD);
      }
      assertThat(refused.error().path("code").asString()).isEqualTo("overloaded");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(caller.platform("GET", "/-/metrics").status()).isEqualTo(200);
      assertThat(slow.write(GOOD.substring(10)).head()).startsWith("HTTP/1.1 200 ");
    }
    assertUnharmed();
  }

  /// The next request is answered, at the latest when the place of the last one is free.
  private void assertUnharmed() throws Exception {
    Reply after = caller.post("/late", GOOD);
    while (after.status() == 503) {
      after = caller.post("/late", GOOD);
    }
    assertThat(after.status()).isEqualTo(200);
    assertThat(
            caller
                .platform("GET", "/-/metrics")
                .json()
                .path("byRelease")
                .path(GraphFolder.id("one").hex())
                .path("errors")
                .asInt())
        .isZero();
  }
}
