package dev.millwright.reconciler.rollout.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.rollout.RolloutMachine;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The machine that the engine goes by, in every state that it can come to. `-Dexplore=5` takes in
/// shapes of five components; without it there are at most four.
final class RolloutExplorationTest {
  static List<Shape> shapes() {
    return Shapes.upTo(Integer.getInteger("explore", 4));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void every_interleaving_keeps_the_invariants(Shape shape) {
    Explorer.Result result = Explorer.compare(shape, new RolloutMachine(List.of(50)), Weather.ANY);
    System.out.println(result);
    assertThat(result.found().map(Explorer.Found::trace)).isEmpty();
  }
}
