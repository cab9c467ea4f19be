package dev.millwright.reconciler.engine;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.tracking.ModelBinding;
import java.util.Optional;

/// The model that a candidate is compared with.
record InService(World world, DataSteps data) {
  /// A release's model of that name; nothing when it has none, or none whose data is there.
  Optional<Job.LiveModel> of(Release release, Name model) {
    Component component = release.components().get(new Address(Kind.MODEL, model));
    if (component == null) {
      return Optional.empty();
    }
    FeatureVector vector = DataSteps.vector(release, ((Model) component.definition()).inputs());
    return world
        .tracking()
        .bindings()
        .model(component.version())
        .flatMap(binding -> live(release, vector, binding));
  }

  private Optional<Job.LiveModel> live(
      Release release, FeatureVector vector, ModelBinding binding) {
    try {
      return Optional.of(
          new Job.LiveModel(
              vector, data.sets(release, vector), data.files(binding.model(), binding.baseline())));
    } catch (StepFailure notIngested) {
      return Optional.empty();
    }
  }
}
