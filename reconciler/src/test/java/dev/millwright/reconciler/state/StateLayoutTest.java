package dev.millwright.reconciler.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.Parts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StateLayoutTest {
  private static final String LONG =
      "run-a-function-whose-name-is-as-long-as-a-name-may-be-in-this-place-1795674169657";

  private final StateLayout layout = new StateLayout(Path.of("/state"));

  @Test
  void a_run_has_a_folder_of_its_name() {
    assertThat(layout.run("run-report-1795674169657"))
        .isEqualTo(Path.of("/state/runs/run-report-1795674169657"));
  }

  @Test
  void one_with_a_long_name_has_the_folder_that_its_job_writes_to() {
    String job = Parts.jobName(LONG);

    assertThat(job).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    assertThat(layout.run(LONG)).isEqualTo(Path.of("/state/runs", job)).isEqualTo(layout.run(job));
    assertThat(layout.run(LONG)).isNotEqualTo(layout.run(LONG.replace("9657", "9658")));
  }
}
