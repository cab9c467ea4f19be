package dev.millwright.cli;

import dev.millwright.cli.command.CommandErrors;
import dev.millwright.cli.command.MillwrightCommand;
import dev.millwright.spec.Name;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The entry point of the `millwright` command.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /// Runs one command line and answers its exit status; see [dev.millwright.cli.output.ExitCode].
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = MillwrightCommand.line(out, err, arguments);
    line.setOut(out).setErr(err);
    line.setParameterExceptionHandler(CommandErrors::wrongArguments);
    line.setExecutionExceptionHandler(CommandErrors::failed);
    line.registerConverter(Name.class, Main::name);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }

  private static Name name(String text) {
    try {
      return Name.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
