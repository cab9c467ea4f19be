package dev.millwright.builder;

import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A registry.
///
/// @param key signs what is put there, and what is there already
public record RegistryDestination(Registry registry, Optional<SigningKey> key)
    implements Destination {
  /// Signs nothing.
  public RegistryDestination(Registry registry) {
    this(registry, Optional.empty());
  }

  @Override
  public Optional<Digest> find(ImageName name) {
    return registry.find(name.repository(), name.tag());
  }

  @Override
  public String put(ImageName name, ImageBlobs image, List<Attachment> attachments) {
    Registry.Sent sent = registry.push(image, attachments, name.repository(), name.tag(), key);
    return "%d of %d blobs sent to %s"
        .formatted(sent.sent(), sent.sent() + sent.present(), place());
  }

  @Override
  public String complement(ImageName name, Digest manifest) {
    return key.filter(it -> registry.sign(name.repository(), manifest, it)).isPresent()
        ? ", and is signed now"
        : "";
  }

  @Override
  public void tag(ImageName name, Digest manifest, ImageName second) {
    registry.tag(name.repository(), manifest, second.tag());
  }

  @Override
  public String place() {
    return registry.address().host() + "/" + registry.address().path();
  }

  @Override
  public void close() throws IOException {
    registry.close();
  }
}
