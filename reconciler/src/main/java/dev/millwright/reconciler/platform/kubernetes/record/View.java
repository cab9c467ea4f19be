package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Environment.Suspend;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What is known beside the record. All are asked often and must answer at once.
///
/// @param suspension why no rollout starts now; absent when they start
/// @param watch how what is live fares
/// @param turn whether this process may write to the cluster now: one that was stopped and wakes up
///   may not, when another has taken its place
/// @param repository whether what is followed can be read; absent before the first look
public record View(
    Supplier<Optional<Suspend>> suspension,
    Watch watch,
    BooleanSupplier turn,
    Supplier<Optional<Repository>> repository) {
  /// Nothing known of the repository.
  public View(Supplier<Optional<Suspend>> suspension, Watch watch, BooleanSupplier turn) {
    this(suspension, watch, turn, Optional::empty);
  }

  /// How a component's live version fares on the platform.
  @FunctionalInterface
  public interface Watch {
    /// Absent where nobody has looked: that is never taken for health.
    Optional<Finding> of(Component live);
  }

  /// @param cause why it is not healthy, as a sentence; empty when it is
  public record Finding(boolean isHealthy, String cause) {}

  /// @param sentence what it said last; the same as long as it says the same
  public record Repository(boolean answers, String sentence) {}

  /// Nothing but the record.
  public static View ofRecordAlone() {
    return new View(Optional::empty, _ -> Optional.empty(), () -> true);
  }
}
