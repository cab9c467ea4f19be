package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Path;

/// Where bases of images are read, by digest alone.
///
/// @param credentials the user's own
public record BaseRegistries(Credentials credentials, Registry.Patience patience) {
  /// The repository that a base's name leads to.
  public static ImageBlobs.Origin origin(ImageReference base) {
    var parsed = parsed(base);
    return new ImageBlobs.Origin(parsed.getRegistry(), parsed.getRepository());
  }

  /// The repository of a base; for the caller to close.
  ///
  /// @throws RegistryFailure when a login is there and cannot be read
  public Reading open(ImageReference base) {
    var parsed = parsed(base);
    var registry = Registry.toRead(RegistryAddress.of(parsed), credentials, patience);
    return new Reading(base, registry, registry.repository(parsed.getRepository()));
  }

  /// A repository that is read. All methods throw [RegistryFailure] when the registry does not do
  /// its part, or has other bytes than were asked for.
  public static final class Reading implements AutoCloseable {
    private final ImageReference base;
    private final Registry registry;
    private final Repository repository;

    private Reading(ImageReference base, Registry registry, Repository repository) {
      this.base = base;
      this.registry = registry;
      this.repository = repository;
    }

    /// The text of a manifest or of an index.
    public String manifest(Digest digest) {
      ManifestAnswer answer = repository.manifest("sha256:" + digest);
      Digest found =
          answer
              .digest()
              .orElseThrow(
                  () ->
                      new RegistryFailure(
                          "the base `%s` is not in its registry".formatted(base),
                          "look for a misspelt name, or an image that was deleted there"));
      if (!found.equals(digest)) {
        throw new RegistryFailure(
            "the base `%s`: asked for sha256:%s, the registry sent sha256:%s"
                .formatted(base, digest, found),
            "nothing is taken from this registry until somebody has looked at it");
      }
      return answer.text();
    }

    /// Writes a configuration or a layer into a file.
    public void blob(Digest digest, Path file) {
      repository.pull(digest, file);
    }

    @Override
    public void close() throws IOException {
      registry.close();
    }
  }

  /// A name as Jib has it.
  static com.google.cloud.tools.jib.api.ImageReference parsed(ImageReference base) {
    try {
      return com.google.cloud.tools.jib.api.ImageReference.parse(base.text());
    } catch (InvalidImageReferenceException e) {
      throw new RegistryFailure("`" + base + "` names no image", "", e);
    }
  }
}
