package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.JobRunner;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.subject.Subject;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Function;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One run by hand, from its record to its end.
///
/// @param leaving whether this process ends: what fails then has not failed
record FunctionRun(World world, BooleanSupplier leaving, RunRecord run) {
  private static final System.Logger LOG = System.getLogger(FunctionRun.class.getName());

  /// The job once the function's code is there.
  @FunctionalInterface
  interface Jobs {
    Job of(Job.FunctionCode code);
  }

  /// Runs it within the function's timeout and tells what came of it.
  void carryOut(Release release, Jobs job) {
    Component component = release.at(run.component());
    Function function = (Function) component.definition();
    ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    Subject subject = Subject.now();
    Future<JobResult> result =
        thread.submit(() -> subject.call(() -> result(release, component, function, job)));
    try {
      result.get(function.longest().toMillis(), TimeUnit.MILLISECONDS);
      tell(function.metadata().name() + " ran");
    } catch (TimeoutException e) {
      giveUp(result, function.longest());
    } catch (ExecutionException e) {
      failed(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      thread.shutdownNow();
    }
  }

  private JobResult result(Release release, Component component, Function function, Jobs job)
      throws StepFailure, InterruptedException {
    String revision = run.revision().orElseThrow();
    ImageAt image =
        world
            .images()
            .ensure(
                component
                    .image()
                    .orElseThrow(() -> new StepFailure(component.address() + " has no image")),
                revision);
    return new JobRunner(world)
        .run(
            new JobRunner.About(
                run.id(),
                run.kind(),
                release,
                component,
                run.revision(),
                Optional.empty(),
                run.parameters()),
            job.of(new Job.FunctionCode(image.functionClasspath())),
            image,
            function.resources());
  }

  /// Ends the job's process; what it answers from then on does not count.
  private void giveUp(Future<JobResult> result, Duration timeout) {
    world.platform().jobs().cancel(run.id());
    try {
      result.get();
    } catch (ExecutionException expected) {
      LOG.log(System.Logger.Level.DEBUG, "the job was ended", expected);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(RunState.TIMED_OUT, "it did not end within " + timeout.toSeconds() + " s");
  }

  private void failed(@Nullable Throwable cause) {
    if (leaving.getAsBoolean()) {
      return;
    }
    if (!(cause instanceof StepFailure)) {
      LOG.log(System.Logger.Level.ERROR, "run " + run.id() + " failed", cause);
    }
    String sentence = cause == null ? "it failed" : String.valueOf(cause.getMessage());
    Optional<RunRecord> recorded =
        world.tracking().runs().find(run.id()).filter(now -> now.state().isEnd());
    if (recorded.isPresent()) {
      tell(sentence);
    } else {
      end(RunState.FAILED, sentence);
    }
  }

  /// Records an end without success, and says it.
  void end(RunState state, String cause) {
    world.tracking().runs().save(run.ended(state, cause, world.clock().instant()));
    tell(run.component().name() + ": " + cause);
  }

  private void tell(String sentence) {
    world.tracking().story().tell(world.clock().instant(), "run", Optional.of(run.id()), sentence);
  }
}
