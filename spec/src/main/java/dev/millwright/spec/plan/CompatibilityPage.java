package dev.millwright.spec.plan;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The compatibility of contracts for people, from what [ContractRule] says.
public final class CompatibilityPage {
  private static final String HEAD =
      """
      # Compatibility of contracts

      What a component promises to others is its contract: what is brought to it (`in`: the request of a graph, the entities of a feature set, the inputs and
      parameters of a function), what it gives (`out`: features, outputs, the response of a graph) and terms beside them (ages, the order of columns, whether it is
      online). A plan names each change of a promise and the rule by which it is compatible or breaking:

      | rule | class | what happened | why |
      |---|---|---|---|
      """;

  private static final String TAIL =
      """

      A change of a version without a change of the contract has the class **none**.

      Who relies on a contract inside of the project moves together with it, in one release, and is checked by the compiler. Who calls a graph from outside
      does not: so a breaking change of a graph that is live is refused ([MW1701](rules.md)), unless its `metadata.version` says a new major version, and the plan spells out the
      commits that expand the contract first and contract it later. `metadata.version` is checked for every kind that has one ([MW1702](rules.md)): semantic versioning asks for a new
      major version when the contract breaks (below 1.0.0 for a new minor one), and a new minor version when it grows. A component without a version counts as 1.0.0.
      """;

  private CompatibilityPage() {}

  public static String markdown() {
    return HEAD
        + Arrays.stream(ContractRule.values())
            .map(CompatibilityPage::row)
            .collect(Collectors.joining("\n", "", "\n"))
        + TAIL;
  }

  private static String row(ContractRule rule) {
    return "| `%s` | %s | %s | %s |"
        .formatted(rule.word(), rule.compatibility().word(), rule.what(), rule.why());
  }
}
