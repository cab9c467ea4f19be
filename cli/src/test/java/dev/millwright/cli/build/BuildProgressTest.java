package dev.millwright.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class BuildProgressTest {
  private final StringWriter said = new StringWriter();

  @Test
  void a_log_gets_a_line_for_what_is_built_and_none_for_what_was_there() {
    BuildProgress progress = progress(false);

    progress.ends("functions/there");
    progress.builds("functions/train");
    progress.ends("functions/train");
    progress.close();

    assertThat(said).hasToString("building functions/train" + System.lineSeparator());
  }

  @Test
  void a_terminal_gets_a_bar() {
    BuildProgress progress = progress(true);

    progress.builds("functions/train");
    progress.ends("functions/train");

    assertThat(said.toString())
        .contains("[                        ] 0/2 building functions/train")
        .contains("[============            ] 1/2 functions/train");
  }

  private BuildProgress progress(boolean interactive) {
    var nowhere = new PrintWriter(new StringWriter());
    return new BuildProgress(new Console(nowhere, new PrintWriter(said), interactive), 2);
  }
}
