package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.spec.schema.SchemaBundle;
import dev.millwright.spec.schema.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Prints the JSON Schema of the language, for an editor, or of a plan, for a program.",
    description = "One schema for all kinds. It refers to nothing outside of itself.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright schema > .millwright/schema.json",
      "  millwright schema plan      what `millwright plan --output json` keeps to"
    })
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..1",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Document document = Document.project;

  SchemaCommand(Console console) {
    this.console = console;
  }

  /// What there are schemas of.
  enum Document {
    project,
    plan
  }

  @Override
  public Integer call() throws IOException {
    switch (document) {
      case project -> console.json(SchemaBundle.of(new Schemas()));
      case plan -> {
        try (InputStream schema = PlanJson.schema()) {
          console.data(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return ExitCode.OK.status();
  }
}
