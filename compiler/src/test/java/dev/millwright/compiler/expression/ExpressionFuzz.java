package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Any text as an expression, over a name of each type: it has a type, or problems at places of it.
public final class ExpressionFuzz {
  private static final Scope SCOPE = scope();

  private ExpressionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    // The reader of YAML lets no other text through.
    if (text.isBlank() || text.chars().anyMatch(it -> Character.isISOControl(it) && it != '\n')) {
      return;
    }
    ExpressionTyper typer = new ExpressionTyper();
    typer.type(text, SCOPE, Expectation.condition());
    if (typer.type(text, SCOPE, Expectation.anything()) instanceof Typed.Problems(var problems)) {
      if (problems.isEmpty()) {
        throw new AssertionError("refused without a word: " + text);
      }
      problems.forEach(problem -> place(problem, text));
    }
  }

  private static void place(Problem problem, String text) {
    boolean inText =
        problem.line() >= 1
            && problem.line() <= text.lines().count() + 1
            && problem.column() >= 1
            && problem.endLine() >= problem.line();
    if (!inText) {
      throw new AssertionError(problem + " is not in " + text);
    }
  }

  private static Scope scope() {
    SequencedMap<String, DataType> names = new LinkedHashMap<>();
    for (BaseType type : Arrays.stream(BaseType.values()).filter(BaseType::isScalar).toList()) {
      names.put(type + "_value", DataType.of(type));
      names.put(type + "_maybe", DataType.of(type).orNull());
    }
    return new Scope(names);
  }
}
