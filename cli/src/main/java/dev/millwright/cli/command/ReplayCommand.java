package dev.millwright.cli.command;

import dev.millwright.cli.client.DaemonClient;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.replay.ReplayOrder;
import dev.millwright.cli.replay.ReplayReport;
import dev.millwright.cli.replay.Stop;
import dev.millwright.cli.replay.Stretch;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Plays later months in time order: requests arrive, rows become known, labels follow.",
    description = {
      "Requests are the rows of the feature set whose files have, after its transformation, a"
          + " column for each field of the graph's",
      "request (the set of the label comes first), sent at the time that the graph enriches as of."
          + " Before each step's requests the data's present",
      "moves to the step's end; it never moves back. Needs an environment with a `clock`."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright replay example-repo",
      "  millwright replay --to 2001-05-01T00:00:00Z --requests 1000 --step 1d"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Where to begin (default: the data's present); what is before is not asked.")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Where to stop (default: the end of the source's rows).")
  private Optional<Instant> to = Optional.empty();

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Requests a day at most, evenly chosen (default: ${DEFAULT-VALUE}).")
  private int requests = 300;

  @Option(
      names = "--step",
      paramLabel = "TIME",
      converter = StepLength.class,
      description = "How far the data's present moves at once, 7d or 12h (default: 7d).")
  private Duration step = Duration.ofDays(7);

  @Option(
      names = "--graph",
      paramLabel = "NAME",
      description = "The graph to ask (default: the only one).")
  private Optional<Name> graph = Optional.empty();

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (requests < 1) {
      throw new CommandFailure(ExitCode.WRONG_INPUT, "--requests is 1 or more", "");
    }
    try (Stop stop = Stop.listening()) {
      ReplayReport report = play(stop);
      report.lines().forEach(console::data);
      if (report.sent().failed() > 0) {
        throw new CommandFailure(
            ExitCode.FAILED,
            report.sent().failed() + " requests failed, the last with " + report.sent().complaint(),
            "");
      }
    }
    return ExitCode.OK.status();
  }

  private ReplayReport play(Stop stop) throws IOException, SQLException, InterruptedException {
    DaemonClient daemon = DaemonClient.require(project.state());
    return new ReplayOrder(daemon, project.location(), project.state(), graph)
        .play(
            new Stretch(from, to),
            step,
            requests,
            done -> console.say(ReplayReport.line(done)),
            stop);
  }
}
