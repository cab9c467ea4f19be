package dev.millwright.reconciler.rollout.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.rollout.Machine;
import dev.millwright.reconciler.rollout.RolloutMachine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The machine that the engine goes by, in every state that it can come to. `-Dexplore=5` takes in
/// every shape of five components; without it there are at most four, in the usual shapes.
final class RolloutExplorationTest {
  static List<Shape> shapes() {
    return Shapes.upTo(Integer.getInteger("explore", 4));
  }

  /// In weather in which nothing fails as well: there a crash must not lead to another end either.
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  @ParameterizedTest
  @MethodSource("shapes")
  void every_interleaving_keeps_the_invariants(Shape shape) {
    Machine machine = new RolloutMachine(shape.shares());
    Explorer.Result fair = Explorer.compare(shape, machine, Weather.FAIR);
    assertThat(fair.found().map(Explorer.Found::trace)).isEmpty();
    Explorer.Result any = Explorer.compare(shape, machine, Weather.ANY);
    assertThat(any.found().map(Explorer.Found::trace)).isEmpty();
    System.out.println(any);
  }
}
