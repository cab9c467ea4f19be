package dev.millwright.cli.report;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Model;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.SnapshotBinding;
import dev.millwright.tracking.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why a component is as it is: which version runs, which rollout brought it, for which reasons,
/// from which data.
///
/// @param since the rollout that changed it last
/// @param artifact the content of a model that is a file of the commit
public record WhyReport(
    Address address,
    Digest version,
    List<String> dependencies,
    Optional<Brought> since,
    Optional<ModelBinding> model,
    Optional<Artifact> artifact,
    Optional<SnapshotBinding> snapshot,
    List<RunRecord> runs) {
  private static final int RUNS = 5;
  private static final int ROLLOUTS = 200;

  /// @param revision the commit
  /// @param release which it became
  public record Brought(
      String revision, Digest release, Instant at, Action action, List<Reason> reasons) {}

  public record Artifact(String path, Digest content) {}

  public static WhyReport of(Tracking tracking, Component component) {
    Address address = component.address();
    return new WhyReport(
        address,
        component.version(),
        component.dependencies().stream()
            .map(
                dependency ->
                    dependency.edge().name().toLowerCase(java.util.Locale.ROOT)
                        + " "
                        + dependency.to())
            .toList(),
        brought(tracking, component),
        address.kind() == Kind.MODEL
            ? tracking.bindings().model(component.version())
            : Optional.empty(),
        artifact(component),
        address.kind() == Kind.FEATURE_SET
            ? tracking.bindings().snapshot(component.version())
            : Optional.empty(),
        tracking.runs().of(address, RUNS));
  }

  private static Optional<Artifact> artifact(Component component) {
    return component.definition() instanceof Model model
        ? model
            .artifact()
            .flatMap(
                file -> component.artifact().map(content -> new Artifact(file.path(), content)))
        : Optional.empty();
  }

  /// The components of a release that carry a name, whatever their kind.
  public static List<Component> named(Release release, String name) {
    return release.components().values().stream()
        .filter(
            component ->
                component.address().toString().equals(name)
                    || component.address().name().text().equals(name))
        .toList();
  }

  private static Optional<Brought> brought(Tracking tracking, Component component) {
    return tracking.rollouts().list(ROLLOUTS).stream()
        .flatMap(
            rollout ->
                rollout.plan().changes().stream()
                    .filter(change -> brings(change, component))
                    .map(change -> brought(rollout, change)))
        .findFirst();
  }

  private static boolean brings(Change change, Component component) {
    return change.address().equals(component.address())
        && change.action() != Action.KEEP
        && change.to().filter(component.version()::equals).isPresent();
  }

  private static Brought brought(RolloutRecord rollout, Change change) {
    return new Brought(
        rollout.revision(), rollout.target(), rollout.began(), change.action(), change.reasons());
  }
}
