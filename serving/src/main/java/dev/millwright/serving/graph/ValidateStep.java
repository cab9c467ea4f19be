package dev.millwright.serving.graph;

import dev.millwright.serving.request.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the features' policies; all of them, so that the caller hears of all at once.
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record ValidateStep(String name, Check[] checks) implements BoundStep {
  private static final int SHOWN = 64;

  /// One policy of one feature.
  ///
  /// @param refuses whether a violation ends the request; else it is a warning
  record Check(String alias, int slot, Computation condition, String text, boolean refuses) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    List<Violation> violations = null;
    for (Check check : checks) {
      boolean violated =
          passage.row[check.slot()] != null
              && Boolean.FALSE.equals(check.condition().over(passage.row));
      if (violated && check.refuses()) {
        violations = violations == null ? new ArrayList<>() : violations;
        violations.add(
            new Violation(check.alias(), Violation.Code.POLICY_VIOLATED, sentence(check, passage)));
      } else if (violated) {
        passage.warn(sentence(check, passage));
      }
    }
    return violations == null ? null : new Outcome.Refused(name, violations);
  }

  private static String sentence(Check check, Passage passage) {
    return "%s is %s, against its policy: %s"
        .formatted(check.alias(), shown(passage.row[check.slot()]), check.text());
  }

  /// A vector has more numbers than a sentence has room for.
  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
