package dev.millwright.cli.command;

import dev.millwright.cli.daemon.ClusterOrder;
import dev.millwright.cli.daemon.DaemonProcess;
import dev.millwright.cli.daemon.Installed;
import dev.millwright.cli.daemon.ReportTo;
import dev.millwright.cli.daemon.SharedOrder;
import dev.millwright.cli.log.LogFormat;
import dev.millwright.compiler.kubernetes.StatePaths;
import dev.millwright.compiler.kubernetes.install.Installation;
import dev.millwright.reconciler.watch.RemoteCopy;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "cluster-daemon",
    hidden = true,
    mixinStandardHelpOptions = true,
    header = "The process that `install` has a cluster run.")
final class ClusterDaemonCommand implements Callable<Integer> {
  @Option(names = "--source", paramLabel = "URL", description = "The repository to follow.")
  private String source = "";

  @Option(
      names = "--ref",
      paramLabel = "BRANCH",
      description = "The branch that HEAD means (default: the repository's own).")
  private Optional<String> ref = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "The project's folder in the repository (default: its root).")
  private String path = "";

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment.")
  private Name environment = Name.of("production");

  @Option(
      names = "--namespace",
      required = true,
      paramLabel = "NAME",
      description = "The namespace to look after.")
  private String namespace = "";

  @Option(
      names = "--projects",
      split = ",",
      paramLabel = "NAME",
      description = "Namespaces whose Sources to follow, instead of one repository.")
  private List<String> projects = List.of();

  @Option(names = "--all-namespaces", description = "The same of all namespaces.")
  private boolean isEverywhere;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the claim is mounted (default: ${DEFAULT-VALUE}).")
  private Path state = Path.of(StatePaths.STATE);

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often to look at the repository (default: ${DEFAULT-VALUE}).")
  private int every = 30;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (default: ${DEFAULT-VALUE}).")
  private int port = Installation.PORT;

  @Option(
      names = "--log-format",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: text on a terminal, json elsewhere).")
  private Optional<LogFormat> logFormat = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogFormat.of(logFormat).use();
    Map<String, String> variables = System.getenv();
    return isEverywhere || !projects.isEmpty() ? several(variables) : one(variables);
  }

  private int several(Map<String, String> variables) throws InterruptedException {
    return DaemonProcess.run(
        new SharedOrder(
            namespace,
            isEverywhere ? Set.of() : Set.copyOf(projects),
            Installed.of(variables),
            state,
            new InetSocketAddress("0.0.0.0", port)));
  }

  private int one(Map<String, String> variables) throws IOException, InterruptedException {
    InstallOptions.require(!source.isEmpty(), "no repository is named", "--source, or --projects");
    Optional<RemoteCopy.Login> login =
        Optional.ofNullable(variables.get("MILLWRIGHT_GIT_PASSWORD"))
            .map(
                it ->
                    new RemoteCopy.Login(
                        variables.getOrDefault("MILLWRIGHT_GIT_USERNAME", "git"), it));
    Installed installed = Installed.of(variables);
    InstallOptions.require(
        !installed.token().isEmpty(),
        "there is no token: graph processes take orders from whoever has it",
        "set MILLWRIGHT_TOKEN from the Secret millwright-token");
    return DaemonProcess.run(
        new ClusterOrder(
            new RemoteCopy.Origin(source, ref, login),
            path,
            environment,
            namespace,
            installed,
            state,
            Duration.ofSeconds(every),
            new InetSocketAddress("0.0.0.0", port),
            ReportTo.of(variables, path, environment)));
  }
}
