package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class DashboardTest {
  private static final Path DASHBOARD = Path.of("../deploy/dashboards/millwright.json");
  private static final Pattern NAME = Pattern.compile("\\bmillwright_[a-z_]+");

  @Test
  void the_dashboard_asks_for_nothing_that_is_not_told() throws IOException {
    TreeSet<String> known = new TreeSet<>();
    MetricsPage.documented(MetricsPage.text())
        .forEach(
            (name, type) -> {
              known.add(name);
              if (type.startsWith("histogram")) {
                List.of("_bucket", "_count", "_sum").forEach(end -> known.add(name + end));
              }
              if (type.startsWith("summary")) {
                List.of("_count", "_sum").forEach(end -> known.add(name + end));
              }
            });
    TreeSet<String> asked = new TreeSet<>();
    for (JsonNode expression : dashboard().findValues("expr")) {
      NAME.matcher(expression.asString()).results().map(MatchResult::group).forEach(asked::add);
    }

    assertThat(known).containsAll(asked);
    assertThat(asked)
        .contains("millwright_request_seconds_bucket", "millwright_rollouts_total")
        .hasSizeGreaterThan(12);
  }

  @Test
  void the_dashboard_is_one_that_grafana_takes() throws IOException {
    JsonNode dashboard = dashboard();
    TreeSet<Integer> ids = new TreeSet<>();
    boolean[][] taken = new boolean[200][24];

    assertThat(dashboard.path("uid").asString()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(36);
    assertThat(dashboard.path("title").asString()).isNotBlank();
    assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as(panel.toString()).isTrue();
      assertThat(panel.path("title").asString()).isNotBlank();
      assertThat(panel.path("type").asString())
          .isIn("row", "stat", "timeseries", "table", "state-timeline", "bargauge");
      occupy(taken, panel.path("gridPos"));
      if (!panel.path("type").asString().equals("row")) {
        asksSomething(panel);
      }
    }
    assertThat(ids).hasSizeGreaterThan(10);
  }

  /// Panels lie on a grid 24 wide, none upon another.
  private static void occupy(boolean[][] taken, JsonNode at) {
    for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        assertThat(taken[y][x]).as(at.toString()).isFalse();
        taken[y][x] = true;
      }
    }
  }

  private static void asksSomething(JsonNode panel) {
    TreeSet<String> references = new TreeSet<>();
    assertThat(panel.path("targets")).as(panel.toString()).isNotEmpty();
    assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
    for (JsonNode target : panel.path("targets")) {
      assertThat(references.add(target.path("refId").asString())).isTrue();
      String expression = target.path("expr").asString();
      assertThat(expression).isNotBlank();
      assertThat(count(expression, '(')).as(expression).isEqualTo(count(expression, ')'));
      assertThat(count(expression, '{')).as(expression).isEqualTo(count(expression, '}'));
    }
  }

  private static long count(String text, char sought) {
    return text.chars().filter(it -> it == sought).count();
  }

  private static JsonNode dashboard() throws IOException {
    return Json.mapper().readTree(Files.readString(DASHBOARD));
  }
}
