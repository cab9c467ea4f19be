package dev.millwright.spec.plan;

import dev.millwright.spec.Address;
import java.util.Optional;

/// One difference between what a component promised and what it promises.
///
/// @param field what it is about, by its name
/// @param before the type or term before; absent when it is new
/// @param after the type or term after; absent when it is gone
public record ContractChange(
    Address address,
    ContractRule rule,
    String field,
    Optional<String> before,
    Optional<String> after) {
  /// Whether who relied on the earlier promise may be let down.
  public boolean breaks() {
    return rule.compatibility() == Compatibility.BREAKING;
  }

  /// `late_probability: float64 → float32`, with what is missing left out.
  public String sentence() {
    String types =
        before
            .flatMap(was -> after.map(is -> was + " → " + is))
            .or(() -> after)
            .or(() -> before)
            .orElse("");
    return "`" + field + "`: " + rule.what() + (types.isEmpty() ? "" : " (" + types + ")");
  }
}
