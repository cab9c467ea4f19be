package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.JobRunner;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Function;
import java.util.Optional;
import java.util.SortedMap;

/// Runs functions of a release as a part of something larger, and waits for what they answer.
public record FunctionCall(World world, DataSteps data) {
  /// @param id names the run; the same id is the same run, also after a crash
  /// @param parameters as text of their types; those that are missing take their defaults
  /// @param inputs input name to the feature set or vector that fills it
  /// @throws StepFailure when it cannot be run as asked, or fails
  public JobResult.Ran run(
      String id,
      DataSteps.Scope scope,
      Name function,
      SortedMap<String, String> parameters,
      SortedMap<String, Address> inputs)
      throws StepFailure, InterruptedException {
    Component component = scope.release().at(Kind.FUNCTION, function);
    Function definition = (Function) component.definition();
    SortedMap<String, String> given;
    SortedMap<String, Job.DatasetOf> datasets;
    try {
      given = new Arguments(definition).check(parameters);
      datasets = new Inputs(data, scope.release(), definition).resolve(inputs);
    } catch (Refusal refusal) {
      throw new StepFailure(String.valueOf(refusal.getMessage()), refusal);
    }
    ImageAt image =
        world
            .images()
            .ensure(
                component
                    .image()
                    .orElseThrow(() -> new StepFailure(component.address() + " has no image")),
                scope.revision());
    Job job =
        new Job.Run(
            definition,
            new Job.FunctionCode(image.functionClasspath()),
            given,
            datasets,
            world.layout().artifacts());
    JobRunner.About about =
        new JobRunner.About(
            id,
            "step",
            scope.release(),
            component,
            Optional.of(scope.revision()),
            Optional.empty(),
            given);
    return (JobResult.Ran) new JobRunner(world).run(about, job, image, definition.resources());
  }
}
