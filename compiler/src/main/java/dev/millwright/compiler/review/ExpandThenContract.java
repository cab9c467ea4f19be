package dev.millwright.compiler.review;

import dev.millwright.spec.Address;
import dev.millwright.spec.plan.ContractChange;
import java.util.ArrayList;
import java.util.List;
import org.semver4j.Semver;

/// The two commits that change a contract without breaking it under anybody: the new beside the old
/// first, and the old away when nobody relies on it.
final class ExpandThenContract {
  private final List<String> expand = new ArrayList<>();
  private final List<String> contract = new ArrayList<>();

  private ExpandThenContract() {}

  static List<String> commits(Address address, List<ContractChange> changes, Semver next) {
    ExpandThenContract sequence = new ExpandThenContract();
    changes.forEach(sequence::add);
    return List.of(
        "a commit that expands " + address + ": " + String.join("; ", sequence.expand),
        "callers move to what is new, each when it suits them",
        "a commit that contracts it: "
            + String.join("; ", sequence.contract)
            + "; and says `version: "
            + next
            + "` in `metadata`");
  }

  private void add(ContractChange change) {
    String field = "`" + change.field() + "`";
    String before = change.before().orElse("");
    String after = change.after().orElse("");
    switch (change.rule()) {
      case IN_REQUIRED_ADDED -> {
        expand.add("take %s as `%s?`, so that it may be left out".formatted(field, after));
        contract.add("ask for %s as `%s`".formatted(field, after));
      }
      case IN_REMOVED -> {
        expand.add(
            "go on taking %s, as `%s`, and read it no more".formatted(field, optional(before)));
        contract.add("take " + field + " no more");
      }
      case IN_CHANGED -> {
        expand.add(
            "take the `%s` under another name, as `%s`, and %s as `%s`"
                .formatted(after, optional(after), field, optional(before)));
        contract.add("take " + field + " no more");
      }
      case OUT_REMOVED -> {
        expand.add("go on giving %s as `%s`".formatted(field, before));
        contract.add("give " + field + " no more");
      }
      case OUT_CHANGED -> {
        expand.add(
            "give the `%s` under another name, beside %s as `%s`".formatted(after, field, before));
        contract.add("give " + field + " no more");
      }
      case TERM_LOOSENED, TERM_CHANGED -> {
        expand.add("keep " + field + " as it was");
        contract.add("change " + field);
      }
      case OUT_ADDED -> expand.add("give %s as `%s`".formatted(field, after));
      case IN_OPTIONAL_ADDED, IN_WIDENED, IN_DEFAULT_CHANGED, OUT_ALWAYS_THERE, TERM_TIGHTENED -> {}
    }
  }

  private static String optional(String type) {
    return type.endsWith("?") ? type : type + "?";
  }
}
