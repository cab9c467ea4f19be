package dev.millwright.reconciler.rollout.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.testkit.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The explorer bites: a machine with a fault is caught, by the invariant that the fault is against
/// and on the shortest way to it.
final class MutantsTest {
  @ParameterizedTest
  @EnumSource
  void a_fault_is_caught_by_the_invariant_that_it_is_against(Mutant mutant) {
    Explorer.Found found = found(mutant).orElseThrow();
    assertThat(found.invariant()).as("%s", found.trace()).isEqualTo(mutant.invariant);
    String file = mutant.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    Golden.of(Path.of("src/test/cases/mutants", file))
        .check(String.join("\n", found.trace()) + "\n");
  }

  @Test
  void there_is_a_fault_against_every_invariant() {
    Set<Invariant> caught =
        Arrays.stream(Mutant.values()).map(it -> it.invariant).collect(Collectors.toSet());
    assertThat(caught).isEqualTo(EnumSet.allOf(Invariant.class));
  }

  /// What only shows in quiet weather is looked for there.
  private static Optional<Explorer.Found> found(Mutant mutant) {
    return Stream.of(Weather.ANY, Weather.FAIR)
        .flatMap(
            weather ->
                mutant.shapes.stream()
                    .map(shape -> Explorer.compare(shape, mutant.machine, weather)))
        .flatMap(result -> result.found().stream())
        .findFirst();
  }
}
