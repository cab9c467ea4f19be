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
  /// A release's model of that name; nothing when it has none, none whose data is there, or one
  /// that was trained elsewhere, of which is not known on what.
  Optional<Job.LiveModel> of(Release release, Name model) {
    Component component = release.components().get(new Address(Kind.MODEL, model));
    return component == null
        ? Optional.empty()
        : ((Model) component.definition())
            .training()
            .map(how -> DataSteps.vector(release, how.featureVector()))
            .flatMap(vector -> live(release, vector, component));
  }

  private Optional<Job.LiveModel> live(Release release, FeatureVector vector, Component component) {
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
