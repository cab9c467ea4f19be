package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.plan.SavedPlan;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    header = "Does what a saved plan says, or nothing.",
    description = {
      "A saved plan binds: when what is live, or what is checked out, would have something else done"
          + " now, it is refused, and what",
      "moved is named. What moved and changes nothing of what is done does not matter."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright plan --output json > plan.json",
      "  millwright apply plan.json --output json"
    })
final class ApplyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Parameters(paramLabel = "FILE", description = "What `millwright plan --output json` wrote.")
  private Path file = Path.of("");

  @Mixin private AscentOptions ascent = new AscentOptions();

  ApplyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant began = Instant.now();
    SavedPlan saved = saved();
    requireProject(saved);
    if (!saved.refusals().isEmpty()) {
      throw refused("the plan was refused when it was made", saved.refusals());
    }
    Compiled compiled = new Compiled(console, project);
    Compilation head = compiled.commit("HEAD");
    requireUnmoved(saved, head, compiled.baseRelease("live"));
    return ascent
        .on(console)
        .to(
            head.origins().revision().orElseThrow(),
            project.location(),
            project.environment(),
            project.state(),
            began);
  }

  private SavedPlan saved() throws IOException {
    try {
      return SavedPlan.read(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "there is no file " + file,
          "millwright plan --output json > " + file);
    } catch (CharacterCodingException | SavedPlan.MalformedPlanException e) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          file + " is no plan: " + e.getMessage(),
          "millwright plan --output json > plan.json");
    }
  }

  private void requireProject(SavedPlan saved) {
    if (!saved.environment().equals(project.environment())) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "the plan is for the environment `" + saved.environment() + "`",
          "name it: --environment " + saved.environment());
    }
  }

  /// What is followed is what would run: so it is what the plan has to be of.
  private static void requireUnmoved(SavedPlan saved, Compilation head, Optional<Release> live) {
    if (!saved.project().equals(head.release().project())) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "the plan is for the project `" + saved.project() + "`",
          "name its folder: --project DIR");
    }
    Plan now = new Planner().plan(live, head.release(), head.origins().moves());
    List<String> moved = saved.moved(now);
    if (!moved.isEmpty()) {
      throw refused("the plan does not hold any more", moved);
    }
  }

  private static CommandFailure refused(String message, List<String> sentences) {
    return new CommandFailure(
        ExitCode.WRONG_INPUT,
        message + "; nothing was changed:\n  " + String.join("\n  ", sentences),
        "make a new plan: millwright plan --output json > plan.json");
  }
}
