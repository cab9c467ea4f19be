package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.Main;
import dev.millwright.cli.output.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Options of `build` that say nothing together.
final class BuildOptionsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --own --to oci:x                      | no Java in an image of Millwright by itself
          --own --base java:25                  | nothing on this machine runs the image
          --own --base java:25 --push           | there is no registry to push to
          --own --base java:25 --to host.net/x  | sent to host.net with --push only
          --own --base java:25 --to oci:x here  | --own is of no project and no commit
          --own --base java:25 --commit main    | --own is of no project and no commit
          --own --base Java:: --to oci:x        | `Java::` names no image
          --base java:25                        | --base is for --own
          --own --prune                         | --own is of no project and no commit
          --delete 1                            | --delete and --keep are for --prune
          --own --verify-key x                  | --own is of no project and no commit
          --sign-key x --to oci:x               | --sign-key signs what is in a registry
          --sign-key x                          | --sign-key signs what is in a registry
          --push --to h.net/x --sign-key none   | cannot read none
          --verify-key none --to h.net/x        | cannot read none
          --keep x                              | --delete and --keep are for --prune
          --prune --to oci:x                    | this is for a registry
          --prune --to h.net/x --keep nowhere   | cannot read nowhere
          """)
  void options_that_say_nothing_together_are_refused(String options, String message) {
    StringWriter err = new StringWriter();
    PrintWriter nowhere = new PrintWriter(new StringWriter());

    int status = Main.run(nowhere, new PrintWriter(err), line(options));

    assertThat(err.toString()).contains(message);
    assertThat(status).isEqualTo(ExitCode.WRONG_INPUT.status());
  }

  private static String[] line(String options) {
    String[] words = options.split(" +");
    String[] line = Arrays.copyOf(new String[] {"build"}, words.length + 1);
    System.arraycopy(words, 0, line, 1, words.length);
    return line;
  }
}
