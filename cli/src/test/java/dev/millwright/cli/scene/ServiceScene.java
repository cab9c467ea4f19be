package dev.millwright.cli.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.scene.Machine.Ran;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Code of an author's that answers requests: from a commit to an answer, and from the next commit
/// to the next answer without a failed or mixed one between.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServiceScene {
  private static final int RATE = 100;

  private final Machine machine = new Machine();
  private final Weather weather = new Weather(machine);
  private URI target;
  private Ran last;

  @BeforeAll
  void bring_it_up() {
    target =
        URI.create(
            weather.expect(0, "up", "--output", "json").json().path("gateway").asString()
                + "/weather");
  }

  @AfterAll
  void leave_nothing() {
    weather.expect(0, "down", "--forget");
    assertThat(machine.processes()).isEmpty();
    machine.close();
    weather.close();
  }

  @Test
  @Order(1)
  void an_answer_is_the_authors_and_says_which_code_made_it() {
    Answer answer = weather.ask(target);
    assertThat(answer.json().path("wind").asDouble()).isEqualTo(6.0);
    assertThat(answer.json().path("unit").asString()).isEqualTo("knots");
    assertThat(answer.versions()).contains("Function/weather@", "ServingGraph/weather@");
  }

  @Test
  @Order(2)
  void golden_requests_run_in_the_environment_that_the_author_declares() {
    Ran without = weather.expect(1, "test", "weather");
    assertThat(without.err()).contains("UNIT=knots millwright test weather");
    machine.with("UNIT", "knots");
    assertThat(weather.expect(0, "test", "weather").err()).contains("2 of 2 as expected");
    machine.without("UNIT");
  }

  @Test
  @Order(3)
  void another_version_takes_over_while_requests_run() {
    List<Answer> answers = underLoad(0, "origin.length() * 3", "A stronger wind");

    assertThat(answers).allMatch(Answer::isOk);
    assertThat(weather.expect(0, "why", "weather").out()).contains("its source changed");
    assertThat(Weather.rules(answers)).hasSize(2);
    assertThat(Weather.rules(answers).values()).allSatisfy(rules -> assertThat(rules).hasSize(1));
  }

  /// Its requests fail, and those of nobody else.
  @Test
  @Order(4)
  void a_version_that_fails_is_taken_back_and_its_cause_is_in_the_log() {
    String live = weather.ask(target).release();
    List<Answer> answers =
        underLoad(4, "Double.parseDouble(\"a gale\")", "A wind that nobody can measure");

    assertThat(answers)
        .allMatch(answer -> answer.isOk() || !answer.release().equals(live))
        .anyMatch(answer -> answer.status() == 500);
    assertThat(weather.ask(target).release()).isEqualTo(live);
    assertThat(last.err()).contains("errorRate < 0.05 does not hold");
    assertThat(machine.logs("graphs")).contains("NumberFormatException", "a gale");
  }

  @Test
  @Order(5)
  void a_version_that_takes_other_types_than_it_declares_never_takes_a_request() {
    String live = weather.ask(target).release();
    weather.code("int origin", "origin * 2").repository().commit("Take a number");
    assertThat(weather.expect(4, "up").err())
        .contains("takes `origin` as int, and it is declared as string, which is String in Java");
    assertThat(weather.ask(target).release()).isEqualTo(live);
  }

  private List<Answer> underLoad(int status, String rule, String message) {
    weather.rule(rule).repository().commit(message);
    try (SteadyLoad load = SteadyLoad.start(target, RATE, Weather::request)) {
      last = weather.expect(status, "up");
      return load.stop();
    }
  }
}
