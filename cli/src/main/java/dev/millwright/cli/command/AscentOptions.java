package dev.millwright.cli.command;

import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.Output;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How long a command waits until a commit is live, and how it tells of it.
final class AscentOptions {
  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private int minutes = 30;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  Ascent on(Console console) {
    return new Ascent(console, output, Duration.ofMinutes(minutes));
  }
}
