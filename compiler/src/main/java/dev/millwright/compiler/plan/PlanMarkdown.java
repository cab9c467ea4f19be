package dev.millwright.compiler.plan;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Reach;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.plan.Step;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A plan as a comment on a pull request: the summary open, everything else folded, fields by
/// component. What is too long loses its fields first, then its reasons, then whole components.
public final class PlanMarkdown {
  /// Comments may be 65,536 characters long on common hosts.
  static final int LONGEST = 65_000;

  private static final int WIDE = 300;

  private final Plan plan;
  private final List<Refusal> refusals;
  private final Detail detail;
  private final int most;
  private final StringBuilder text = new StringBuilder();

  private PlanMarkdown(Plan plan, List<Refusal> refusals, Detail detail, int most) {
    this.plan = plan;
    this.refusals = refusals;
    this.detail = detail;
    this.most = most;
  }

  /// From everything to least.
  private enum Detail {
    FIELDS,
    REASONS,
    NAMES
  }

  /// @param refusals what speaks against the plan
  public static String of(Plan plan, List<Refusal> refusals) {
    for (Detail detail : Detail.values()) {
      String whole = new PlanMarkdown(plan, refusals, detail, Integer.MAX_VALUE).write();
      if (whole.length() <= LONGEST) {
        return whole;
      }
    }
    int most = 1_024;
    String part = new PlanMarkdown(plan, refusals, Detail.NAMES, most).write();
    while (part.length() > LONGEST) {
      most /= 2;
      part = new PlanMarkdown(plan, refusals, Detail.NAMES, most).write();
    }
    return part;
  }

  private String write() {
    if (plan.isEmpty()) {
      line("**No change**: release `" + plan.to().brief() + "` is what is asked for.");
      refusals.stream().limit(most).forEach(this::refusal);
      return text.toString();
    }
    line("**Plan** `" + Summary.title(plan) + "`: " + Summary.counts(plan));
    refusals.stream().limit(most).forEach(this::refusal);
    table();
    if (detail == Detail.FIELDS) {
      Summary.changed(plan).forEach(this::fields);
    }
    fold("Contracts", plan.contracts(), this::contract);
    fold("What it reaches", Summary.reached(plan), this::reach);
    fold("Steps", plan.steps(), this::step);
    kept();
    if (detail != Detail.FIELDS) {
      line("");
      line("Shortened to fit into a comment; `millwright plan` shows all of it.");
    }
    return text.toString();
  }

  private void refusal(Refusal refusal) {
    Diagnostic finding = refusal.finding();
    line("");
    line(
        "> **%s** %s `%s`: %s"
            .formatted(
                refusal.refuses() ? "Refused" : "Warning",
                finding.rule().id(),
                Markup.visible(finding.span().toString()),
                Markup.sentence(shown(finding.message()))));
    finding.hint().ifPresent(hint -> line("> " + Markup.sentence(shown(hint))));
    refusal.instead().forEach(commit -> line("> 1. " + Markup.sentence(shown(commit))));
  }

  private void table() {
    line("");
    line(detail == Detail.NAMES ? "| component | action |" : "| component | action | why |");
    line(detail == Detail.NAMES ? "|---|---|" : "|---|---|---|");
    List<Change> changed = Summary.changed(plan);
    changed.stream().limit(most).forEach(this::row);
    rest(changed.size(), "components");
  }

  private void row(Change change) {
    String row = "| `" + change.address() + "` | " + change.action().word() + " |";
    line(detail == Detail.NAMES ? row : row + " " + why(change) + " |");
  }

  private static String why(Change change) {
    return change.reasons().stream()
        .map(reason -> Markup.sentence(Summary.sentence(reason)))
        .collect(Collectors.joining("; "));
  }

  private void fields(Change change) {
    if (change.fields().isEmpty()) {
      return;
    }
    String diff =
        change.fields().stream()
            .map(field -> Markup.visible(Summary.field(field)))
            .collect(Collectors.joining("\n"));
    String fence = Markup.fence(diff);
    open("Fields of " + change.address());
    line(fence + "diff\n" + diff + "\n" + fence);
    close();
  }

  private <T> void fold(String title, List<T> entries, Consumer<T> line) {
    if (!entries.isEmpty()) {
      open(title + " (" + entries.size() + ")");
      entries.stream().limit(most).forEach(line);
      rest(entries.size(), "entries");
      close();
    }
  }

  private void contract(ContractChange change) {
    String word = change.rule().compatibility().word();
    line("- " + word + ": `" + change.address() + "` " + Markup.sentence(change.sentence()));
  }

  private void reach(Reach reach) {
    line("- " + Summary.impact(reach) + ": " + shown(Summary.way(reach.path())));
  }

  private void step(Step step) {
    line("1. " + Markup.code(step.id()) + " " + shown(Summary.waits(step)));
  }

  private void kept() {
    String kept = Summary.kept(plan);
    if (!kept.isEmpty()) {
      line("");
      line("Kept: " + shown(kept));
    }
  }

  private String shown(String words) {
    boolean isCut = detail == Detail.NAMES && words.length() > WIDE;
    return isCut ? words.substring(0, WIDE - 1) + "…" : words;
  }

  private void rest(int size, String what) {
    if (size > most) {
      line("");
      line("…and " + (size - most) + " more " + what);
    }
  }

  private void open(String title) {
    line("");
    line("<details><summary>" + title + "</summary>");
    line("");
  }

  private void close() {
    line("");
    line("</details>");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
