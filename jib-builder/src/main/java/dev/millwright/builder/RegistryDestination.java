package dev.millwright.builder;

import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.builder.registry.Registry;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A registry.
public record RegistryDestination(Registry registry) implements Destination {
  @Override
  public Optional<Digest> find(ImageName name) {
    return registry.find(name.repository(), name.tag());
  }

  @Override
  public String put(ImageName name, ImageBlobs image, List<Attachment> attachments) {
    Registry.Sent sent = registry.push(image, attachments, name.repository(), name.tag());
    return "%d of %d blobs sent to %s"
        .formatted(sent.sent(), sent.sent() + sent.present(), place());
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
