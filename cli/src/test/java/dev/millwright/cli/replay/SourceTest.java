package dev.millwright.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.spec.Name;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceTest {
  private static final String GRAPH = "graphs/predict-delay.yaml";

  @Test
  void of_several_sets_that_fit_the_one_with_the_label_is_read() {
    Source source = Source.of(History.release(_ -> {}), Optional.of(Name.of("predict-delay")));
    assertThat(source.set().address()).hasToString("FeatureSet/flight-outcomes");
    assertThat(source.time()).isEqualTo("scheduled");
  }

  @Test
  void a_graph_that_is_not_there() {
    assertThatThrownBy(
            () -> Source.of(History.release(_ -> {}), Optional.of(Name.of("predict-rain"))))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("no live graph has that name");
  }

  @Test
  void a_field_that_no_source_has() {
    var release =
        History.release(
            repository ->
                repository.replace(
                    GRAPH,
                    "    - {name: distance, type: int64}\n",
                    "    - {name: distance, type: int64}\n    - {name: carrier, type: string}\n"));
    assertThatThrownBy(() -> Source.of(release, Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "no feature set reads files with a column for each of"
                + " [origin, destination, scheduled, distance, carrier]");
  }
}
