package dev.millwright.cli.lock;

import dev.millwright.builder.Libraries;
import dev.millwright.builder.registry.Registries;
import dev.millwright.cli.python.Distributions;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.time.Instant;

/// What is outside of a repository, as it is now.
///
/// @param asOf the cut-off for models that declare none
public record Outside(
    Libraries libraries,
    Catalogs catalogs,
    Registries registries,
    Distributions distributions,
    Instant asOf) {
  /// What a need is met by now.
  ///
  /// @param standing with the POMs that libraries are needed by
  /// @throws dev.millwright.reconciler.hub.CatalogFailure when an item cannot be had
  /// @throws PinFailure when a library, an image or a distribution cannot be had
  LockEntry pin(Need need, LockStanding standing) {
    return switch (need) {
      case Need.Libraries it -> {
        var roots = new Libraries.Roots(it.dependencies(), standing.pom(it));
        yield new LockEntry.Jars(it, PinFailure.of(it, () -> libraries.closure(roots)));
      }
      case Need.CutOff it -> new LockEntry.CutOff(it, asOf);
      case Need.Item it -> catalogs.pin(it);
      case Need.Image it ->
          new LockEntry.Image(it, PinFailure.of(it, () -> registries.digest(it.reference())));
      case Need.Requirements it -> PinFailure.of(it, () -> distributions.wheels(it));
    };
  }

  Outside with(Catalogs others) {
    return new Outside(libraries, others, registries, distributions, asOf);
  }
}
