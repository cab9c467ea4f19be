package dev.millwright.cli.command;

import dev.millwright.cli.client.ClusterState;
import dev.millwright.cli.logs.ClusterLogs;
import dev.millwright.cli.logs.LogFiles;
import dev.millwright.cli.logs.LogTail;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.TrackingFile;
import dev.millwright.spec.resource.Environment;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.Tracking;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    header = "Prints the log of a graph, a run, the gateway or the daemon.",
    description =
        "On a cluster it is that of a pod, by the API server; what a pod said goes when the pod does.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright logs predict-delay -f",
      "  millwright logs daemon",
      "  millwright logs train-delay",
      "  millwright logs train-delay --environment production    of the newest such run on its cluster"
    })
final class LogsCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 1000;

  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "A graph, a run's id or part of it, `gateway` or `daemon`.")
  private String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows.")
  private boolean follow;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LogFiles here = new LogFiles(project.state());
    Optional<Path> file = here.newest(name);
    if (file.isPresent()) {
      print(file.get());
    } else {
      project.place().cluster().ifPresentOrElse(this::print, () -> nothing(here));
    }
    return ExitCode.OK.status();
  }

  private void print(Path file) throws IOException {
    LogTail tail = new LogTail(file);
    if (follow) {
      tail.follow(console::data, () -> !Thread.currentThread().isInterrupted());
    } else {
      tail.drain(console::data);
    }
  }

  private void print(Environment.Kubernetes place) {
    try (KubernetesClient client = ClusterState.client(place)) {
      new ClusterLogs(client, place.namespace(), () -> runs(place))
          .print(name, follow, console::data);
    }
  }

  private static List<RunRecord> runs(Environment.Kubernetes place) {
    try (Tracking tracking = TrackingFile.of(ClusterState.of(place))) {
      return tracking.runs().list(MOST_RUNS);
    }
  }

  private void nothing(LogFiles here) {
    throw new CommandFailure(
        ExitCode.WRONG_INPUT,
        "there is no log of `" + name + "`",
        "there are logs of: " + String.join(", ", here.names()));
  }
}
