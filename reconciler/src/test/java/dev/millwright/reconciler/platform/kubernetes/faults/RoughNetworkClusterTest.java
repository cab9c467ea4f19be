package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A fifth of all requests meets a fault; a rollout comes to the same end as without, and does
/// nothing twice.
@Tag("cluster")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "no cluster")
@TestInstance(Lifecycle.PER_CLASS)
final class RoughNetworkClusterTest {
  private static final double SHARE = 0.2;
  private static final int SEEDS = 2;

  private Stage stage;

  @BeforeAll
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void bring_the_first_release(@TempDir Path folder) {
    stage = new Stage("faults-network", folder);
  }

  @AfterAll
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void a_rollout_comes_to_the_same_end(Course course) throws IOException {
    Ending smooth = stage.undisturbed(course);
    for (int seed = 1; seed <= SEEDS; seed++) {
      try (RoughNetwork network = new RoughNetwork(stage.config(), seed, SHARE)) {
        Ending rough = stage.over(network.config(), course);
        System.out.printf("%s over a rough network, seed %d: %s%n", course, seed, network.words());
        assertThat(rough.differencesTo(smooth)).as("%s, seed %d", course, seed).isEmpty();
      }
    }
  }
}
