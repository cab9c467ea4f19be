package dev.millwright.builder.registry;

import dev.millwright.builder.registry.Registry.Patience;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.util.Optional;

/// The registries of the network. The digest is that of the bytes that came, whatever the registry
/// says that it is.
///
/// @param credentials the user's own
public record RemoteRegistries(Credentials credentials) implements Registries {
  @Override
  public Digest digest(ImageReference image) {
    return asked(image).orElseThrow(() -> Complaint.missing(image));
  }

  private Optional<Digest> asked(ImageReference image) {
    var name = BaseRegistries.parsed(image);
    var complaint = new Complaint(image, name.getRegistry());
    try (var registry = Registry.toRead(RegistryAddress.of(name), credentials, Patience.NONE)) {
      return registry.repository(name.getRepository()).find(name.getQualifier());
    } catch (RegistryFailure e) {
      throw complaint.about(Optional.ofNullable(e.getCause()).orElse(e));
    } catch (IOException e) {
      throw complaint.about(e);
    }
  }
}
