package dev.millwright.serving.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millwright.serving.scene.Caller;
import dev.millwright.serving.scene.Caller.Reply;
import dev.millwright.serving.scene.Declared;
import dev.millwright.serving.scene.GraphFolder;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.serving.AskedTwice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a graph's server answers, over loopback, with real stores and models.
final class GraphServerTest {
  private static final String GOOD = ServedGraph.GOOD;
  private static final String RELEASE = "Millwright-Release";

  @TempDir Path folder;

  private ServedGraph graph;
  private Caller caller;

  @AfterEach
  void stop() {
    graph.close();
  }

  @Test
  void an_answer_is_the_models_word_on_what_the_store_holds() throws Exception {
    start(Declared.standard());
    Reply reply = caller.post("/late", GOOD);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.json().propertyNames()).containsExactly("late_probability");
    assertThat(reply.json().path("late_probability").asDouble())
        .isEqualTo(graph.folder().oracle("one", 20, 90, 18, 954));
  }

  @Test
  void every_answer_says_release_versions_and_the_snapshots_it_read() throws Exception {
    start(Declared.standard());
    Reply reply = caller.post("/late", GOOD);
    assertVersions(reply);
    assertThat(reply.header("Millwright-Snapshots"))
        .isEqualTo("delays@" + Digest.of("first").brief());
    assertThat(reply.header("Millwright-Request")).isNotEmpty();
    assertVersions(caller.post("/late", "{"));
    assertVersions(caller.post("/late", "{}"));
    assertThat(caller.post("/late", "{}").header("Millwright-Snapshots"))
        .as("nothing was read")
        .isEmpty();
  }

  @Test
  void a_callers_request_id_comes_back_and_is_recorded() throws Exception {
    start(Declared.standard());
    Reply reply = caller.post("/late", GOOD, "Millwright-Request", "mine-1");
    assertThat(reply.header("Millwright-Request")).isEqualTo("mine-1");
    Reply flushed = caller.platform("POST", "/-/flush");
    assertThat(flushed.json().path("segments").asInt()).isEqualTo(1);
    assertThat(graph.recorded())
        .hasSize(1)
        .first()
        .asString()
        .contains("\"request_id\":\"mine-1\"");
  }

  @Test
  void a_copy_is_answered_by_the_release_that_it_is_for_and_neither_recorded_nor_counted()
      throws Exception {
    start(Declared.standard());
    String one = GraphFolder.id("one").hex();
    Reply reply =
        caller.post(
            "/late", GOOD, "Millwright-Copy", one, "Millwright-Release", Digest.of("stable").hex());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Millwright-Release")).isEqualTo(one);
    var metrics = caller.platform("GET", "/-/metrics").json();
    assertThat(metrics.path("byRelease").isEmpty()).isTrue();
    assertThat(metrics.path("copies").path(one).path("requests").asInt()).isEqualTo(1);
    assertThat(caller.platform("POST", "/-/flush").json().path("segments").asInt()).isZero();
  }

  @Test
  void a_copy_for_a_release_that_is_not_here_is_the_request_itself() throws Exception {
    start(Declared.standard());
    String other = Digest.of("other").hex();
    assertThat(caller.post("/late", GOOD, "Millwright-Copy", other).status()).isEqualTo(200);
    assertThat(caller.post("/late", GOOD, "Millwright-Copy", "nonsense").status()).isEqualTo(200);
    var metrics = caller.platform("GET", "/-/metrics").json();
    assertThat(metrics.path("byRelease").path(GraphFolder.id("one").hex()).path("requests").asInt())
        .isEqualTo(2);
    assertThat(metrics.path("copies").isEmpty()).isTrue();
  }

  @Test
  void what_answers_say_is_told_to_the_platform() throws Exception {
    start(Declared.standard());
    double said = caller.post("/late", GOOD).json().path("late_probability").asDouble();
    JsonNode counts =
        caller
            .platform("GET", "/-/metrics")
            .json()
            .path("byRelease")
            .path(GraphFolder.id("one").hex())
            .path("byGraph")
            .path("late")
            .path("answers")
            .path("late_probability")
            .path("counts");
    String counted = counts.propertyNames().iterator().next();
    assertThat(counts.path(counted).asInt()).isEqualTo(1);
    assertThat(Double.parseDouble(counted)).isBetween(said * 63 / 64, said);
  }

  @Test
  void answers_to_what_another_release_is_asked_too_are_kept_for_the_platform() throws Exception {
    start(Declared.standard());
    String one = GraphFolder.id("one").hex();
    String other = Digest.of("other").hex();
    Reply copied = caller.post("/late", GOOD, "Millwright-Copy", one, "X-Request-Id", "a");
    caller.post("/late", GOOD, "Millwright-Copy", other, "X-Request-Id", "b");
    caller.post("/late", GOOD, "X-Request-Id", "c");
    AskedTwice[] kept =
        Json.read(caller.platform("GET", "/-/copied").http().body(), AskedTwice[].class);
    assertThat(kept)
        .extracting(AskedTwice::request, it -> it.copy().hex(), AskedTwice::answersCopy)
        .containsExactly(tuple("a", one, true), tuple("b", other, false));
    assertThat(kept[0].answer().body()).asString(UTF_8).isEqualTo(copied.http().body());
  }

  @Test
  void an_explanation_tells_features_with_status_inputs_and_versions() throws Exception {
    start(Declared.standard());
    Reply reply = caller.post("/late", GOOD.replace("SEA", "BOI"), "Millwright-Explain", "true");
    var explained = reply.json().path("_explain");
    assertThat(explained.path("release").asString()).isEqualTo(GraphFolder.id("one").hex());
    assertThat(explained.path("asOf").asString()).isEqualTo("2001-03-30T18:20:00Z");
    assertThat(explained.path("versions").path("Model/delay").asString())
        .isEqualTo(GraphFolder.version(Kind.MODEL, "one").hex());
    assertThat(explained.path("snapshots").path("delays").asString())
        .isEqualTo(Digest.of("first").hex());
    assertThat(explained.path("features").path("avg").toString())
        .isEqualTo("{\"value\":7.5,\"status\":\"NULL\",\"imputed\":true}");
    assertThat(explained.path("features").path("worst").toString())
        .isEqualTo("{\"value\":3,\"status\":\"PRESENT\",\"imputed\":false}");
    assertThat(explained.path("inputs").path("avg").isNull()).isTrue();
    assertThat(explained.path("inputs").path("hour").asInt()).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "2001-03-30T11:59:59.999999Z, NOT_FOUND",
    "2001-03-30T12:00:00Z, PRESENT",
    "2001-04-06T12:00:00Z, PRESENT",
    "2001-04-06T12:00:00.000001Z, EXPIRED",
  })
  void a_feature_has_its_status_at_the_requests_time(String time, String status) throws Exception {
    start(Declared.standard());
    Reply reply =
        caller.post(
            "/late", GOOD.replace("2001-03-30T18:20:00Z", time), "Millwright-Explain", "true");
    assertThat(reply.json().path("_explain").path("features").path("avg").path("status").asString())
        .isEqualTo(status);
  }

  @Test
  void a_step_that_fails_is_named() throws Exception {
    start(Declared.standard().onMissing(FeatureVector.OnMissing.NULL));
    Reply reply = caller.post("/late", GOOD.replace("SEA", "BOI"));
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.error().path("code").asString()).isEqualTo("step_failed");
    assertThat(reply.error().path("step").asString()).isEqualTo("predict");
    assertVersions(reply);
    assertThat(reply.header("Millwright-Snapshots")).startsWith("delays@");
    assertThat(
            caller
                .platform("GET", "/-/metrics")
                .json()
                .path("byRelease")
                .path(GraphFolder.id("one").hex())
                .path("errors")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void a_late_answer_names_the_step_in_which_time_ran_out() throws Exception {
    start(Declared.standard().timeout(Duration.ofNanos(1)));
    Reply reply = caller.post("/late", GOOD);
    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.error().path("code").asString()).isEqualTo("late");
    assertThat(reply.error().path("step").asString()).isEqualTo("enrich");
    assertVersions(reply);
  }

  @Test
  void a_request_that_carries_a_release_is_answered_by_it() throws Exception {
    start(Declared.standard());
    graph
        .folder()
        .release("two", -1, Declared.baseline(7.5, 42))
        .snapshot("two", "other", ServedGraph.delays(-5));
    assertThat(caller.platform("POST", "/-/reload").json().path("releases").size()).isEqualTo(2);
    for (String word : List.of("one", "two")) {
      Reply reply = caller.post("/late", GOOD, RELEASE, GraphFolder.id(word).hex());
      assertThat(reply.header(RELEASE)).isEqualTo(GraphFolder.id(word).hex());
      assertThat(reply.json().path("late_probability").asDouble())
          .isEqualTo(graph.folder().oracle(word, word.equals("one") ? 20 : -5, 90, 18, 954));
    }
  }

  @Test
  void a_release_that_is_not_bound_is_refused_in_words() throws Exception {
    start(Declared.standard());
    Reply unknown = caller.post("/late", GOOD, RELEASE, GraphFolder.id("gone").hex());
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.error().path("code").asString()).isEqualTo("release_not_bound");
    assertThat(caller.post("/late", GOOD, RELEASE, "nonsense").status()).isEqualTo(503);
    graph.folder().release("two", -1, Declared.baseline(7.5, 42));
    caller.platform("POST", "/-/reload");
    assertThat(caller.post("/late", GOOD).error().path("message").asString())
        .as("which of two?")
        .contains(RELEASE);
  }

  @Test
  void a_reload_that_fails_changes_nothing() throws Exception {
    start(Declared.standard());
    Files.writeString(graph.folder().root().resolve("releases.json"), "{\"releases\": ");
    assertThat(caller.platform("POST", "/-/reload").status()).isEqualTo(500);
    graph.folder().release("two", -1, Declared.baseline(7.5, 42));
    Files.delete(graph.folder().root().resolve("two.onnx"));
    assertThat(caller.platform("POST", "/-/reload").status()).isEqualTo(500);
    assertThat(caller.post("/late", GOOD).status()).isEqualTo(200);
  }

  @Test
  void only_the_platform_steers_a_process() throws Exception {
    start(Declared.standard());
    for (String path : List.of("/-/reload", "/-/flush", "/-/metrics", "/x/../-/reload")) {
      assertThat(caller.post(path, "").status()).as(path).isIn(401, 404);
      assertThat(caller.post(path, "", "Authorization", "Bearer guess").status()).isIn(401, 404);
    }
    assertThat(caller.send("GET", "/-/ready", "").status()).isEqualTo(503);
    assertThat(caller.send("GET", "/-/live", "").status()).isEqualTo(200);
    assertThat(caller.send("GET", "/metrics", "").status()).isEqualTo(200);
  }

  @Test
  void the_page_of_metrics_has_every_one_and_no_other() throws Exception {
    start(Declared.standard());
    assertThat(caller.post("/late", GOOD).status()).isEqualTo(200);
    String told = caller.send("GET", "/metrics", "").http().body();
    String page = Files.readString(Path.of("../docs/reference/metrics.md"));
    Pattern row = Pattern.compile("(?m)^\\| `(millwright_\\w+)` \\| (\\w+) \\|");

    assertThat(
            row.matcher(page.substring(page.indexOf("## Of a graph")))
                .results()
                .map(it -> "# TYPE " + it.group(1) + " " + it.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            told.lines().filter(it -> it.startsWith("# TYPE ")).toList());
  }

  @Test
  void a_process_answers_before_it_is_warm_and_is_ready_after() throws Exception {
    start(Declared.standard());
    assertThat(caller.post("/late", GOOD).status()).isEqualTo(200);
    assertThat(caller.send("GET", "/-/ready", "").json().path("ready").asBoolean(true)).isFalse();
    graph.server().warmed();
    Reply ready = caller.send("GET", "/-/ready", "");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("ready").asBoolean()).isTrue();
  }

  @Test
  void the_platforms_warm_up_is_neither_measured_nor_recorded() throws Exception {
    start(Declared.standard());
    caller.post("/late", GOOD, "Millwright-Warm-Up", Caller.TOKEN);
    assertThat(caller.platform("GET", "/-/metrics").json().path("byRelease").isEmpty()).isTrue();
    assertThat(caller.platform("POST", "/-/flush").json().path("segments").asInt()).isZero();
    caller.post("/late", GOOD, "Millwright-Warm-Up", "guess");
    assertThat(caller.platform("POST", "/-/flush").json().path("segments").asInt()).isEqualTo(1);
  }

  private void start(Declared declared) throws IOException {
    graph = ServedGraph.start(folder, declared);
    caller = graph.caller();
  }

  static void assertVersions(Reply reply) {
    assertThat(reply.header(RELEASE)).as(reply.toString()).isEqualTo(GraphFolder.id("one").hex());
    assertThat(reply.header("Millwright-Versions").split(", "))
        .containsExactlyInAnyOrder(
            "FeatureSet/delays@" + GraphFolder.version(Kind.FEATURE_SET, "one").brief(),
            "Model/delay@" + GraphFolder.version(Kind.MODEL, "one").brief(),
            "ServingGraph/late@" + Declared.VERSION.brief());
  }
}
