package dev.millwright.compiler.plan;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Visible;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.plan.Step;
import java.util.List;

/// A plan for a terminal: what changes and why, what it reaches, the steps.
public final class PlanText {
  private final Plan plan;
  private final List<Refusal> refusals;
  private final Paint paint;
  private final StringBuilder text = new StringBuilder();

  private PlanText(Plan plan, List<Refusal> refusals, Paint paint) {
    this.plan = plan;
    this.refusals = refusals;
    this.paint = paint;
  }

  /// @param refusals what speaks against the plan
  /// @param colour whether the terminal shows ANSI colours
  public static String of(Plan plan, List<Refusal> refusals, boolean colour) {
    PlanText text = new PlanText(plan, refusals, colour ? Paint.ANSI : Paint.PLAIN);
    text.write();
    return text.text.toString();
  }

  private void write() {
    if (plan.isEmpty()) {
      line("No change: release " + plan.to().brief() + " is what is asked for.");
      refusals.forEach(this::refusal);
      return;
    }
    line(paint.strong("Plan " + Summary.title(plan)) + ": " + Summary.counts(plan));
    Summary.changed(plan).forEach(this::change);
    String kept = Summary.kept(plan);
    if (!kept.isEmpty()) {
      line("");
      line("= kept: " + kept);
    }
    contracts();
    reach();
    steps();
    refusals.forEach(this::refusal);
  }

  private void refusal(Refusal refusal) {
    Diagnostic finding = refusal.finding();
    String head = refusal.refuses() ? paint.alarming("Refused") : paint.strong("Warning");
    line("");
    String place = Visible.line(finding.span().toString());
    String rule = " [" + finding.rule().id() + "] ";
    line(head + rule + place + ": " + Visible.line(finding.message()));
    finding.hint().ifPresent(hint -> line("  hint: " + Visible.line(hint)));
    int number = 1;
    for (String commit : refusal.instead()) {
      line("    " + number++ + ". " + Visible.line(commit));
    }
  }

  private void contracts() {
    if (plan.contracts().isEmpty()) {
      return;
    }
    line("");
    line(paint.strong("Contracts"));
    for (ContractChange change : plan.contracts()) {
      String word = pad(change.rule().compatibility().word(), "compatible".length());
      line(
          "  "
              + (change.breaks() ? paint.alarming(word) : word)
              + " "
              + change.address()
              + " "
              + Visible.line(change.sentence()));
    }
  }

  private void change(Change change) {
    String sign = Paint.sign(change.action());
    String head = sign + " " + change.address() + "  " + change.action().word();
    line("");
    line(paint.by(change.action(), head) + "  " + Summary.versions(change));
    change.reasons().forEach(reason -> line("    " + Summary.sentence(reason)));
    change.fields().forEach(field -> line("      " + Summary.field(field)));
  }

  private void reach() {
    List<Reach> reached = Summary.reached(plan);
    if (reached.isEmpty()) {
      return;
    }
    line("");
    line(paint.strong("Reaches"));
    int widest = reached.stream().mapToInt(it -> Summary.impact(it).length()).max().orElse(0);
    for (Reach reach : reached) {
      boolean breaks = reach.impact() == Reach.Impact.CONTRACT_BREAKING;
      String word = pad(Summary.impact(reach), widest);
      line("  " + (breaks ? paint.alarming(word) : word) + " " + Summary.way(reach.path()));
    }
  }

  private void steps() {
    line("");
    line(paint.strong("Steps"));
    int widest = plan.steps().stream().mapToInt(step -> step.id().length()).max().orElse(0);
    int number = 1;
    for (Step step : plan.steps()) {
      String place = number < 10 ? "   " : "  ";
      line(place + number++ + "  " + pad(step.id(), widest) + "  " + Summary.waits(step));
    }
  }

  private static String pad(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
