package dev.millwright.cli.command;

import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// What went wrong with any image, said at once.
final class BuildFailures {
  private BuildFailures() {}

  /// @throws CommandFailure when an image is not there
  static ExitCode of(List<Outcome> outcomes, ProjectTree tree, Console console) {
    List<Diagnostic> errors = new ArrayList<>();
    List<Outcome.Absent> failed = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Done _, Outcome.Taken _ -> {}
        case Outcome.Rejected it -> {
          errors.addAll(it.errors());
          names.add(it.name());
        }
        case Outcome.Failed it -> {
          failed.add(new Outcome.Absent(it.name(), it.message(), it.hint()));
          names.add(it.name());
        }
        case Outcome.Absent it -> {
          failed.add(it);
          names.add(it.name());
        }
      }
    }
    if (names.isEmpty()) {
      return ExitCode.OK;
    }
    new DiagnosticOutput(console, Output.text).say(tree, errors);
    failed.forEach(
        it -> console.say("@|bold,red " + Console.literal(it.name()) + ":|@ " + literal(it)));
    throw new CommandFailure(
        failed.isEmpty() ? ExitCode.WRONG_INPUT : ExitCode.FAILED,
        "%d of %d images were not built: %s"
            .formatted(names.size(), outcomes.size(), String.join(", ", names)),
        failed.stream()
            .map(Outcome.Absent::hint)
            .filter(it -> !it.isEmpty())
            .distinct()
            .findFirst()
            .orElse(""));
  }

  private static String literal(Outcome.Absent failed) {
    return Console.literal(failed.message());
  }
}
