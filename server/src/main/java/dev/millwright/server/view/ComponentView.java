package dev.millwright.server.view;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.release.Component;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.SnapshotBinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A component, and why it is as it is.
///
/// @param release the live release that it is part of
/// @param image the manifest that its image key led to
/// @param snapshot a feature set's newest
/// @param model a model's bytes
/// @param usedBy components that derive from it or read it
/// @param story what rollouts meant for it, newest first
public record ComponentView(
    Address address,
    String label,
    Digest release,
    Component component,
    Optional<Digest> image,
    Optional<SnapshotBinding> snapshot,
    Optional<ModelBinding> model,
    List<Address> usedBy,
    List<Chapter> story) {
  /// What one rollout meant for the component.
  public record Chapter(
      String rollout, String revision, Phase phase, Instant began, Change change) {}
}
