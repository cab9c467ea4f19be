package dev.millwright.reconciler.workflow;

import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Model.TrainedBy;
import java.time.Instant;

/// A model trained as of a later time, and how it was judged.
///
/// @param model as declared, but for its `asOf`
record Candidate(Model model, JobResult.Trained trained, JobResult.Judged judged) {
  /// The declaration with its cut-off moved.
  static Model moved(Model model, Instant asOf) {
    TrainedBy how = model.trainedBy();
    return model.with(
        model.metadata(),
        new TrainedBy(
            how.function(),
            how.parameters(),
            how.input(),
            how.featureVector(),
            how.since(),
            how.holdOut(),
            asOf),
        model.gates());
  }
}
