package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.plan.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    header = "Says what a commit would change, why, what it reaches and in which steps.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright plan example-repo                     HEAD against what is live here, or"
          + " against nothing",
      "  millwright plan --from main --to HEAD            one commit against another; nothing needs"
          + " to run",
      "  millwright plan --from main --output markdown    for a pull request",
      "%nExit status: 0 no change, 2 changes, 3 changes that remove something."
    })
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--from",
      paramLabel = "REV|live",
      description = "Where to start (default: live, or nothing when nothing is).")
  private String from = "live";

  @Option(
      names = "--to",
      paramLabel = "REV",
      description = "The commit to plan (default: ${DEFAULT-VALUE}).")
  private String to = "HEAD";

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form output = Form.text;

  PlanCommand(Console console) {
    this.console = console;
  }

  /// The forms of a plan.
  enum Form {
    text,
    json,
    markdown
  }

  @Override
  public Integer call() throws IOException {
    Compiled compiled = new Compiled(console, project);
    Plan plan = new Planner().plan(compiled.base(from), compiled.release(to));
    console.data(
        switch (output) {
          case text -> PlanText.of(plan, console.colour());
          case json -> PlanJson.of(plan);
          case markdown -> PlanMarkdown.of(plan);
        });
    return (plan.isEmpty() ? ExitCode.OK : plan.destroys() ? ExitCode.DESTROYS : ExitCode.CHANGES)
        .status();
  }
}
