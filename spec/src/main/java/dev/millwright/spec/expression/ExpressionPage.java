package dev.millwright.spec.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The expression language for people, from what [Operator] says.
public final class ExpressionPage {
  private static final List<String> RULES =
      List.of(
          "A missing argument makes the answer missing, unless the meaning says otherwise.",
          "Arithmetic that leaves the range of its type answers null, as does a division by zero."
              + " NaN and the infinities are null when they are read, and never come out.",
          "Arithmetic is done in int64 or float64; smaller types are widened first.",
          "Strings are compared and counted by Unicode code points. Timestamps are microseconds in"
              + " UTC.",
          "A list or a vector is passed on by its name, and asked `CARDINALITY(a)`, `a[1]`,"
              + " `a IS NULL`; nothing else is done with it as a whole. An element that is not there"
              + " is missing.",
          "`CASE WHEN a THEN b ELSE c END` is there as well. A column may have an SQL keyword as"
              + " its name.",
          "What asks for the present time, draws lots, looks at other rows or differs between"
              + " engines is refused when the commit is compiled.");

  private ExpressionPage() {}

  /// For a terminal.
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      String written = operator.written();
      lines.add(written + " ".repeat(Math.max(2, 30 - written.length())) + operator.meaning());
    }
    lines.add("");
    RULES.forEach(rule -> lines.add("- " + rule));
    return lines;
  }

  /// For the reference.
  public static String markdown() {
    StringBuilder page = new StringBuilder("# Expressions\n\n");
    page.append("SQL over typed names, with one meaning in ingests, joins and requests. ");
    page.append("`millwright explain expressions` prints the same.\n\n");
    RULES.forEach(rule -> page.append("- ").append(rule).append('\n'));
    page.append("\n| written | meaning |\n|---|---|\n");
    Arrays.stream(Operator.values())
        .forEach(
            operator ->
                page.append("| `")
                    .append(operator.written().replace("|", "\\|"))
                    .append("` | ")
                    .append(operator.meaning().replace("|", "\\|"))
                    .append(" |\n"));
    return page.toString();
  }
}
