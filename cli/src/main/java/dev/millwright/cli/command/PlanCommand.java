package dev.millwright.cli.command;

import dev.millwright.cli.daemon.ExpressionConditions;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.review.Review;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      "  millwright plan --output json > plan.json        for `millwright apply plan.json`",
      "%nExit status: 0 no change, 1 refused, 2 changes, 3 changes that remove something."
    })
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Mixin private LockOption lock = new LockOption();

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
    Compiled compiled = new Compiled(console, project, lock.compiler(), lock.before());
    Optional<Compiled.Base> base = compiled.base(from);
    Compilation target = compiled.commit(to);
    Plan plan =
        new Planner()
            .plan(base.map(Compiled.Base::release), target.release(), target.origins().moves());
    List<Refusal> refusals = refusals(plan, base.flatMap(Compiled.Base::commit), target);
    console.data(
        switch (output) {
          case text -> PlanText.of(plan, refusals, console.colour());
          case json -> PlanJson.of(plan, target.release(), target.origins().revision(), refusals);
          case markdown -> PlanMarkdown.of(plan, refusals);
        });
    return status(plan, refusals).status();
  }

  /// What speaks against the plan: of signatures first, since who may not commit is not heard.
  private List<Refusal> refusals(Plan plan, Optional<Compilation> base, Compilation target)
      throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    new CommitSignatures(project.location(), project.environment())
        .findings(base.flatMap(it -> it.origins().revision()), target.origins().revision())
        .forEach(finding -> refusals.add(Refusal.of(finding)));
    refusals.addAll(new Review(new ExpressionConditions()::holds).of(plan, base, target));
    return refusals;
  }

  private static ExitCode status(Plan plan, List<Refusal> refusals) {
    if (Review.refuses(refusals)) {
      return ExitCode.WRONG_INPUT;
    }
    return plan.isEmpty() ? ExitCode.OK : plan.destroys() ? ExitCode.DESTROYS : ExitCode.CHANGES;
  }
}
