package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.report.ExplanationText;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.RuleExplanation;
import dev.millwright.spec.expression.ExpressionPage;
import dev.millwright.spec.schema.Explanation;
import dev.millwright.spec.schema.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Explains a field of the language, or a rule that a diagnostic names.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright explain featureset.spec.aggregate",
      "  millwright explain model --recursive",
      "  millwright explain expressions",
      "  millwright explain MW1202"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "TOPIC",
      description = "A kind and fields with dots between, `expressions`, or the id of a rule.")
  private String topic = "";

  @Option(names = "--recursive", description = "All fields below, not only the next level.")
  private boolean recursive;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (topic.toUpperCase(Locale.ROOT).matches("MW\\d+")) {
      rule(topic.toUpperCase(Locale.ROOT));
    } else if (topic.equalsIgnoreCase("expressions")) {
      ExpressionPage.lines().forEach(console::data);
    } else {
      field();
    }
    return ExitCode.OK.status();
  }

  private void rule(String id) {
    List<String> ids = Arrays.stream(Rule.values()).map(Rule::id).toList();
    RuleExplanation explanation =
        Arrays.stream(Rule.values())
            .filter(rule -> rule.id().equals(id))
            .findFirst()
            .map(RuleExplanation::of)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.WRONG_INPUT,
                        "there is no rule " + id,
                        Nearest.hint(id, ids).orElse("there are " + String.join(", ", ids))));
    switch (output) {
      case json -> console.json(explanation);
      case text -> explanation.lines().forEach(console::data);
    }
  }

  private void field() {
    switch (Explanation.of(new Schemas(), topic)) {
      case Explanation.Answer.Found(var found) -> print(found);
      case Explanation.Answer.Missing(var unknown) ->
          throw new CommandFailure(
              ExitCode.WRONG_INPUT, "there is no " + unknown.path(), unknown.hint());
    }
  }

  private void print(Explanation explanation) {
    switch (output) {
      case json -> console.json(explanation);
      case text ->
          ExplanationText.of(explanation, recursive)
              .forEach(line -> console.data(console.styled(line)));
    }
  }
}
