package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `millwright` command; its subcommands do the work.
@Command(
    name = "millwright",
    version = "millwright 0.1.0",
    mixinStandardHelpOptions = true,
    header = "Runs machine learning from git.",
    description = {
      "A repository declares features, models, serving graphs and monitors; Millwright brings the"
          + " running system to",
      "each commit, and answers every request with one consistent set of versions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright up example-repo        compile, train and serve the example on this machine",
      "  millwright plan --from live       what the checked-out commit would change",
      "  millwright why predict-delay      what runs, since which commit, and why",
      "%nExit status: 0 done or no change, 1 wrong input, 2 changes, 3 changes that remove"
          + " something, 4 the world failed."
    })
public final class MillwrightCommand implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          InitCommand.class,
          ValidateCommand.class,
          ExplainCommand.class,
          SchemaCommand.class,
          PlanCommand.class,
          ApplyCommand.class,
          GraphCommand.class,
          RenderCommand.class,
          InstallCommand.class,
          LockCommand.class,
          BuildCommand.class,
          UpCommand.class,
          StatusCommand.class,
          WhyCommand.class,
          LogsCommand.class,
          RunCommand.class,
          TestCommand.class,
          HistoryCommand.class,
          ReconcileCommand.class,
          SuspendCommand.class,
          ResumeCommand.class,
          RetryCommand.class,
          ReplayCommand.class,
          DownCommand.class,
          DoctorCommand.class,
          ClusterDaemonCommand.class,
          DaemonCommand.class,
          HelpCommand.class,
          GenerateCompletion.class);

  @Spec private CommandSpec spec;

  @SuppressWarnings(
      "NullAway.Init") // Picocli injects the specification before it runs the command.
  MillwrightCommand() {}

  /// The command line with its subcommands; those that print share one console.
  ///
  /// @param arguments when they begin with a subcommand's name, there is no other: to read what all
  ///   of them take would cost more than many a command
  public static CommandLine line(PrintWriter out, PrintWriter err, String... arguments) {
    ConsoleFactory factory = new ConsoleFactory(Console.ofProcess(out, err));
    CommandLine line = new CommandLine(new MillwrightCommand(), factory);
    asked(arguments).forEach(type -> line.addSubcommand(new CommandLine(type, factory)));
    line.getSubcommands().values().forEach(MillwrightCommand::hideCompletion);
    return line;
  }

  private static List<Class<?>> asked(String... arguments) {
    Optional<Class<?>> one =
        Arrays.stream(arguments)
            .findFirst()
            .flatMap(it -> COMMANDS.stream().filter(type -> named(type).equals(it)).findFirst());
    return one.<List<Class<?>>>map(List::of).orElse(COMMANDS);
  }

  /// The name of one of our commands; the two that tell of the others have none here.
  private static String named(Class<?> type) {
    String name = type.getSimpleName();
    return type.getPackage() == MillwrightCommand.class.getPackage()
        ? name.substring(0, name.length() - "Command".length())
            .replaceAll("(?<=.)([A-Z])", "-$1")
            .toLowerCase(Locale.ROOT)
        : "";
  }

  /// It is for shells; the documentation names it.
  private static void hideCompletion(CommandLine line) {
    if (line.getCommandName().equals("generate-completion")) {
      line.getCommandSpec().usageMessage().hidden(true);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
