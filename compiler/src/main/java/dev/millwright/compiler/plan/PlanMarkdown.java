package dev.millwright.compiler.plan;

import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Step;
import java.util.stream.Collectors;

/// A plan as a comment on a pull request: the summary open, everything else folded.
public final class PlanMarkdown {
  /// Comments may be 65,536 characters long on common hosts.
  static final int LONGEST = 65_000;

  private static final String CUT = "\n\n…the rest is cut; `millwright plan` shows all of it.\n";

  private final StringBuilder text = new StringBuilder();

  private PlanMarkdown() {}

  public static String of(Plan plan) {
    PlanMarkdown markdown = new PlanMarkdown();
    markdown.write(plan);
    String all = markdown.text.toString();
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - CUT.length()) + CUT;
  }

  private void write(Plan plan) {
    if (plan.isEmpty()) {
      line("**No change**: release `" + plan.to().brief() + "` is what is asked for.");
      return;
    }
    line("**Plan** `" + Summary.title(plan) + "`: " + Summary.counts(plan));
    line("");
    line("| component | action | why |");
    line("|---|---|---|");
    Summary.changed(plan).forEach(this::row);
    fold("Fields", () -> Summary.changed(plan).forEach(this::fields));
    fold("What it reaches", () -> Summary.reached(plan).forEach(this::reach));
    fold("Steps", () -> plan.steps().forEach(this::step));
    if (!Summary.kept(plan).isEmpty()) {
      line("");
      line("Kept: " + Summary.kept(plan));
    }
  }

  private void row(Change change) {
    String why = change.reasons().stream().map(Summary::sentence).collect(Collectors.joining("; "));
    line("| `" + change.address() + "` | " + change.action().word() + " | " + cell(why) + " |");
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replace("\n", " ");
  }

  private void fields(Change change) {
    if (!change.fields().isEmpty()) {
      line("`" + change.address() + "`");
      line("```diff");
      change.fields().forEach(field -> line(Summary.field(field).replace("```", "'''")));
      line("```");
    }
  }

  private void reach(Reach reach) {
    line("- " + Summary.impact(reach) + ": " + Summary.way(reach.path()));
  }

  private void step(Step step) {
    line("1. `" + step.id() + "` " + Summary.waits(step));
  }

  private void fold(String title, Runnable body) {
    line("");
    line("<details><summary>" + title + "</summary>");
    line("");
    body.run();
    line("");
    line("</details>");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
