package dev.millwright.cli.command;

import dev.millwright.cli.doctor.Examination;
import dev.millwright.cli.doctor.Finding;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    header =
        "Looks at this machine: JDK, memory, git, disk, project, ports, daemon; and says what to do.",
    footerHeading = "%nExample:%n",
    footer = "  millwright doctor -C example-repo")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Finding> findings =
        new Examination(project::location, project::state, project.environment()).findings();
    switch (output) {
      case json -> console.json(findings);
      case text -> findings.forEach(this::print);
    }
    boolean broken = findings.stream().anyMatch(finding -> finding.state() == Finding.State.BROKEN);
    return (broken ? ExitCode.FAILED : ExitCode.OK).status();
  }

  private void print(Finding finding) {
    String mark =
        switch (finding.state()) {
          case GOOD -> "@|green ok|@     ";
          case WORTH_KNOWING -> "@|yellow note|@   ";
          case BROKEN -> "@|red broken|@ ";
        };
    console.data(console.styled(mark) + "%-7s %s".formatted(finding.subject(), finding.sentence()));
    if (!finding.cure().isEmpty()) {
      console.data("               " + finding.cure());
    }
  }
}
