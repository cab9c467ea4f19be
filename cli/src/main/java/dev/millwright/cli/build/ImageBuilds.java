package dev.millwright.cli.build;

import dev.millwright.builder.DependencyFailure;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes images side by side. One that fails stops no other.
///
/// @param threads how many are asked for at once
public record ImageBuilds(int threads) {
  /// Makes one image; called by several threads.
  @FunctionalInterface
  public interface Making {
    /// @throws DependencyFailure when a library cannot be had
    /// @throws RegistryFailure when a registry does not do its part
    Outcome.Made make(ImageSpec spec) throws IOException;
  }

  /// What became of each, in the order in which they were given.
  public List<Outcome.Made> all(Collection<ImageSpec> specs, Making making)
      throws InterruptedException {
    List<Future<Outcome.Made>> asked = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
      specs.forEach(spec -> asked.add(pool.submit(() -> made(spec, making))));
    }
    List<Outcome.Made> outcomes = new ArrayList<>();
    for (Future<Outcome.Made> one : asked) {
      outcomes.add(of(one));
    }
    return outcomes;
  }

  private static Outcome.Made made(ImageSpec spec, Making making) {
    try {
      return making.make(spec);
    } catch (RegistryFailure e) {
      return new Outcome.Failed(spec, String.valueOf(e.getMessage()), e.hint());
    } catch (DependencyFailure | IOException | UncheckedIOException e) {
      return new Outcome.Failed(spec, String.valueOf(e.getMessage()), "");
    }
  }

  private static Outcome.Made of(Future<Outcome.Made> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an image could not be made", e.getCause());
    }
  }
}
