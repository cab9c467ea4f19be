package dev.millwright.compiler.review;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Origins;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Compatibility;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.semver4j.Semver;

/// Holds what happened to contracts against the authors' versions, and breaking ones of graphs in
/// service against their callers.
final class VersionReview {
  private static final Semver UNSAID = new Semver("1.0.0");
  private static final String VERSION = "/metadata/version";

  private final Plan plan;
  private final Map<Address, List<ContractChange>> contracts;
  private final Optional<Origins> base;
  private final Origins to;

  VersionReview(Plan plan, Optional<Compilation> base, Compilation to) {
    this.plan = plan;
    this.contracts =
        plan.contracts().stream().collect(Collectors.groupingBy(ContractChange::address));
    this.base = base.map(Compilation::origins);
    this.to = to.origins();
  }

  List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    for (Change change : plan.changes()) {
      boolean isKept = change.from().isPresent() && change.to().isPresent();
      if (isKept) {
        refusal(change.address()).ifPresent(refusals::add);
      }
    }
    return refusals;
  }

  private Optional<Refusal> refusal(Address address) {
    Optional<String> before = base.flatMap(origins -> origins.version(address));
    Optional<String> after = to.version(address);
    Semver was = before.map(Semver::new).orElse(UNSAID);
    Semver is = after.map(Semver::new).orElse(UNSAID);
    if (before.isPresent() && after.isPresent() && is.compareTo(was) < 0) {
      return Optional.of(backwards(address, was, is));
    }
    return switch (compatibility(address)) {
      case NONE -> Optional.empty();
      case COMPATIBLE ->
          before.isPresent() && !isRaised(was, grown(was), is)
              ? Optional.of(notGrown(address, was))
              : Optional.empty();
      case BREAKING -> broken(address, before, was, is);
    };
  }

  private Optional<Refusal> broken(
      Address address, Optional<String> before, Semver was, Semver is) {
    if (isRaised(was, next(was), is)) {
      return Optional.empty();
    }
    if (address.kind() == Kind.SERVING_GRAPH) {
      return Optional.of(underCallers(address, next(was)));
    }
    return before.map(_ -> notRaised(address, was));
  }

  /// Whether the version that is said now is at least the one that has to be said.
  private static boolean isRaised(Semver was, Semver asked, Semver is) {
    return !is.isEqualTo(was) && is.isGreaterThanOrEqualTo(asked);
  }

  /// Below 1.0.0 everything may change with a new minor version.
  private static Semver next(Semver was) {
    return was.getMajor() == 0 ? was.nextMinor() : was.nextMajor();
  }

  private static Semver grown(Semver was) {
    return was.getMajor() == 0 ? was.nextPatch() : was.nextMinor();
  }

  private Refusal backwards(Address address, Semver was, Semver is) {
    return Refusal.of(
        Diagnostic.error(
                Rule.VERSION_NOT_RAISED,
                place(address),
                "the version of `%s` goes back from %s to %s".formatted(address, was, is))
            .hint("write `version: " + was + "` or a later one"));
  }

  private Refusal notRaised(Address address, Semver was) {
    return Refusal.of(
        Diagnostic.error(
                Rule.VERSION_NOT_RAISED,
                place(address),
                "the contract of `%s` breaks (%s), and its version %s promises the old one"
                    .formatted(address, sentences(address), was))
            .hint("write `version: " + next(was) + "`"));
  }

  private Refusal notGrown(Address address, Semver was) {
    return Refusal.of(
        Diagnostic.warning(
                Rule.VERSION_NOT_RAISED,
                place(address),
                "the contract of `%s` grows, and its version stays %s".formatted(address, was))
            .hint("write `version: " + grown(was) + "`"));
  }

  private Refusal underCallers(Address address, Semver next) {
    Diagnostic finding =
        Diagnostic.error(
                Rule.CONTRACT_BROKEN,
                place(address),
                "`%s` is in service, and its contract breaks under its callers: %s"
                    .formatted(address, sentences(address)))
            .hint(
                "when no caller relies on it any more, say so with `version: "
                    + next
                    + "` in `metadata`; until then do it in two commits");
    return new Refusal(finding, ExpandThenContract.commits(address, changes(address), next));
  }

  private String sentences(Address address) {
    return changes(address).stream()
        .filter(ContractChange::breaks)
        .map(ContractChange::sentence)
        .collect(Collectors.joining("; "));
  }

  private List<ContractChange> changes(Address address) {
    return contracts.getOrDefault(address, List.of());
  }

  /// As its worst change is.
  private Compatibility compatibility(Address address) {
    return changes(address).stream()
        .map(change -> change.rule().compatibility())
        .max(Comparator.naturalOrder())
        .orElse(Compatibility.NONE);
  }

  private Span place(Address address) {
    String pointer = to.version(address).isPresent() ? VERSION : "/metadata/name";
    return to.place(address, pointer).span();
  }
}
