package dev.millwright.compiler.review;

import dev.millwright.compiler.Compilation;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The door.
public final class Review {
  private final Truth truth;

  /// @param truth decides the policies
  public Review(Truth truth) {
    this.truth = truth;
  }

  /// All that speaks against a plan, in order of place.
  ///
  /// @param base what the plan starts from, as a commit, when it is known: only then are the
  ///   authors' versions compared
  public List<Refusal> of(Plan plan, Optional<Compilation> base, Compilation to) {
    List<Refusal> refusals = new ArrayList<>(new VersionReview(plan, base, to).refusals());
    if (!plan.isEmpty()) {
      refusals.addAll(new PolicyReview(plan, to, truth).refusals());
      new BudgetReview(plan, to).refusal().ifPresent(refusals::add);
      new EmptyReview(plan, to).refusal().ifPresent(refusals::add);
    }
    return refusals.stream().sorted(Comparator.comparing(Refusal::finding)).toList();
  }

  /// Whether a plan must not be carried out.
  public static boolean refuses(List<Refusal> refusals) {
    return refusals.stream().anyMatch(Refusal::refuses);
  }
}
