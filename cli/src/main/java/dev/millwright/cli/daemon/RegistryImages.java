package dev.millwright.cli.daemon;

import dev.millwright.builder.ImageName;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.engine.Images;
import dev.millwright.reconciler.engine.Pauses;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.tracking.Bindings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Images that somebody else builds: those of a registry, by their keys. What is not there yet is
/// waited for, because a commit may be followed before its images are built. A key that was found
/// keeps its digest, whatever the registry says later, and is not asked for again: what runs does
/// not need the registry.
///
/// @param registry where images are, as this process reaches it
/// @param key who must have signed an image; absent: nobody
record RegistryImages(
    Supplier<String> registry,
    Optional<VerifyingKey> key,
    Pauses pauses,
    Bindings bindings,
    InstantSource clock)
    implements Images {
  private static final System.Logger LOG = System.getLogger(RegistryImages.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  public ImageAt ensure(ImageSpec spec, String revision) throws StepFailure, InterruptedException {
    Optional<Digest> known = bindings.image(spec.key());
    Digest digest =
        known.isPresent()
            ? known.get()
            : bindings.bindImage(spec.key(), await(spec), clock.instant());
    return new ImageAt(digest, Parts.runtimeLib(), Parts.functionClasspath());
  }

  /// A signature is there before the tag.
  private void verify(Registry images, ImageName name, Digest digest)
      throws StepFailure, IOException {
    if (key.isPresent() && !images.isSigned(name.repository(), digest, key.get())) {
      throw new StepFailure(
          "%s is not signed by the key that this cluster trusts; `millwright build --push --sign-key`"
                  .formatted(images.address().reference(name.repository(), name.tag()))
              + " signs it");
    }
  }

  private Digest await(ImageSpec spec) throws StepFailure, InterruptedException {
    RegistryAddress address = RegistryAddress.parse(registry.get());
    ImageName name = ImageName.of(spec);
    Optional<RegistryFailure> away = Optional.empty();
    for (long looks = LONGEST.dividedBy(LOOK_AGAIN); looks > 0; looks--) {
      try {
        Optional<Digest> digest = look(address, name);
        if (digest.isPresent()) {
          return digest.get();
        }
        away = Optional.empty();
      } catch (RegistryFailure e) {
        away = Optional.of(passing(e, away.isEmpty()));
      }
      pauses.pause(LOOK_AGAIN);
    }
    throw away.map(RegistryImages::failure)
        .orElseGet(
            () ->
                new StepFailure(
                    "%s is not there after %d min; `millwright build --push` at this commit makes it"
                        .formatted(
                            address.reference(name.repository(), name.tag()),
                            LONGEST.toMinutes())));
  }

  /// What is there now.
  private Optional<Digest> look(RegistryAddress address, ImageName name) throws StepFailure {
    try (Registry images =
        Registry.at(address, Credentials.ofUser(System.getenv()), Registry.Patience.NONE)) {
      Optional<Digest> digest = images.find(name.repository(), name.tag());
      if (digest.isPresent()) {
        verify(images, name, digest.get());
      }
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A registry may be away for a while, as an image may not be there yet.
  private static RegistryFailure passing(RegistryFailure failure, boolean isNew)
      throws StepFailure {
    if (!failure.isAway()) {
      throw failure(failure);
    }
    if (isNew) {
      LOG.log(System.Logger.Level.WARNING, failure.getMessage() + "; it is asked again");
    }
    return failure;
  }

  private static StepFailure failure(RegistryFailure e) {
    return new StepFailure(e.getMessage() + (e.hint().isEmpty() ? "" : "; " + e.hint()), e);
  }
}
