package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.schema.SchemaBundle;
import dev.millwright.spec.schema.Schemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    header = "Prints the JSON Schema of the language, for an editor.",
    description = "One schema for all kinds. It refers to nothing outside of itself.",
    footerHeading = "%nExample:%n",
    footer = "  millwright schema > .millwright/schema.json")
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.json(SchemaBundle.of(new Schemas()));
    return ExitCode.OK.status();
  }
}
