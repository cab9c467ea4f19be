package dev.millwright.cli.build;

import dev.millwright.builder.BuiltImage;
import dev.millwright.builder.Destination;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.Origin;
import dev.millwright.builder.Publisher;
import dev.millwright.builder.Sources;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// All images of a commit, here or at a destination.
///
/// @param origin of the commit
/// @param sources reads a source folder's files; called by one thread at a time
public record ImageRun(
    ImageBuilder builder,
    Origin origin,
    Function<ImageSpec, Checked<SortedMap<String, byte[]>>> sources,
    BuildProgress progress) {
  private static final int LOOKS = 16;

  /// Builds what is not there.
  ///
  /// @param destination absent when images stay on this machine
  public List<Outcome.Made> of(Collection<ImageSpec> specs, Optional<Destination> destination)
      throws IOException, InterruptedException {
    ReentrantLock reading = new ReentrantLock();
    int cores = Runtime.getRuntime().availableProcessors();
    Optional<Publisher> publisher =
        destination.map(it -> new Publisher(builder, it, origin, cores));
    // Whether an image is there, is waited for and not worked for.
    var builds = new ImageBuilds(publisher.isPresent() ? Math.max(cores, LOOKS) : cores);
    List<Outcome.Made> outcomes =
        builds.all(
            specs,
            spec -> {
              Sources files = () -> read(spec, reading);
              Outcome.Made outcome =
                  publisher.isPresent()
                      ? Outcome.of(spec, publisher.get().publish(spec, files))
                      : built(spec, files);
              progress.ends(outcome.name());
              return outcome;
            });
    if (destination.isPresent() && outcomes.stream().allMatch(Outcome.Done.class::isInstance)) {
      complete(destination.get());
    }
    return outcomes;
  }

  private static void complete(Destination destination) {
    try {
      destination.complete();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "%s was not written: %s".formatted(destination.place(), e.getMessage()),
          "");
    }
  }

  private Checked<SortedMap<String, byte[]>> read(ImageSpec spec, ReentrantLock reading) {
    progress.builds(Outcome.name(spec));
    reading.lock();
    try {
      return sources.apply(spec);
    } finally {
      reading.unlock();
    }
  }

  private Outcome.Made built(ImageSpec spec, Sources files) throws IOException {
    return switch (builder.build(spec, files)) {
      case Checked.Ok<BuiltImage>(var image, var _) ->
          new Outcome.Done(
              spec, image.manifest(), image.reused() ? "reused" : "built", image.why());
      case Checked.Rejected<BuiltImage>(var errors) -> new Outcome.Rejected(spec, errors);
    };
  }
}
