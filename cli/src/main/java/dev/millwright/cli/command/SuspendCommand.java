package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    header = "Starts no rollout until it is resumed.",
    description = {
      "For when there is no time for a commit; `suspend` in the environment does the same by git. A"
          + " rollout that is under",
      "way goes on, and what runs is still looked after."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright suspend --reason \"the quarter closes\"",
      "  millwright suspend -e production --reason \"the quarter closes\" --until"
          + " 2027-01-02T08:00:00Z"
    })
final class SuspendCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WORDS",
      description = "Why, for whoever wonders.")
  private String reason = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "When rollouts start again by themselves.")
  private Optional<Instant> until = Optional.empty();

  SuspendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, String> wish = new TreeMap<>(Map.of("reason", reason));
    until.ifPresent(at -> wish.put("until", at.toString()));
    DaemonClient.require(project.running()).post("/suspend", wish);
    console.say("No rollout starts. @|bold millwright resume|@ has them start again.");
    return ExitCode.OK.status();
  }
}
