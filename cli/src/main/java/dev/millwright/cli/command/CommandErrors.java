package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.diagnostic.Visible;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// How failures end a command: a sentence, a hint, an exit status; a stack trace only for our own
/// mistakes.
public final class CommandErrors {
  private CommandErrors() {}

  public static int wrongArguments(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    sentence(err, String.valueOf(failure.getMessage()), hint(failure));
    return ExitCode.WRONG_INPUT.status();
  }

  private static String hint(ParameterException failure) {
    String help = "see millwright help " + path(failure.getCommandLine());
    return failure instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map(it -> "did you mean `" + it + "`? Else " + help)
            .orElse(help)
        : help;
  }

  public static int failed(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof CommandFailure expected) {
      sentence(line.getErr(), String.valueOf(expected.getMessage()), expected.hint());
      return expected.code().status();
    }
    sentence(
        line.getErr(),
        "Millwright itself failed: " + failure,
        "please report this, with the lines below");
    failure.printStackTrace(line.getErr());
    return ExitCode.FAILED.status();
  }

  private static void sentence(PrintWriter err, String message, String hint) {
    err.println(Ansi.AUTO.string("@|bold,red error:|@ ") + Visible.of(message));
    if (!hint.isEmpty()) {
      err.println(Ansi.AUTO.string("@|bold,cyan hint:|@ ") + Visible.of(hint));
    }
    err.flush();
  }

  private static String path(CommandLine line) {
    return line.getParent() == null ? "" : line.getCommandName();
  }
}
