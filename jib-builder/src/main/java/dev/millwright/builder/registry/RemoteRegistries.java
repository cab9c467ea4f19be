package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The registries of the network, with the user's credentials of Docker's configuration. The digest
/// is that of the bytes that came, whatever the registry says that it is.
///
/// @param dockerConfig the folder of Docker's configuration; absent: where it usually is
public record RemoteRegistries(Optional<Path> dockerConfig) implements Registries {
  // What stands between is this machine alone, so that plain text and no certificate are fine.
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  @Override
  public Digest digest(ImageReference image) {
    try {
      var parsed = com.google.cloud.tools.jib.api.ImageReference.parse(image.text());
      return digest(image, parsed);
    } catch (InvalidImageReferenceException e) {
      throw new RegistryFailure("`" + image + "` names no image", "", e);
    }
  }

  private Digest digest(
      ImageReference image, com.google.cloud.tools.jib.api.ImageReference parsed) {
    FailoverHttpClient http = http(parsed.getRegistry());
    try {
      Optional<Credential> credential = credential(parsed);
      var factory =
          RegistryClient.factory(
              EventHandlers.NONE, parsed.getRegistry(), parsed.getRepository(), http);
      credential.ifPresent(factory::setCredential);
      return asked(factory.newRegistryClient(), parsed.getQualifier(), credential)
          .map(it -> Digest.parse(it.getDigest().getHash()))
          .orElseThrow(() -> Complaint.missing(image));
    } catch (IOException | RegistryException | CredentialRetrievalException e) {
      throw new Complaint(image, parsed.getRegistry()).about(e);
    } finally {
      close(http);
    }
  }

  private static FailoverHttpClient http(String registry) {
    int port = registry.lastIndexOf(':');
    boolean isHere = LOOPBACK.contains(port < 0 ? registry : registry.substring(0, port));
    return new FailoverHttpClient(isHere, isHere, _ -> {});
  }

  private Optional<Credential> credential(com.google.cloud.tools.jib.api.ImageReference image)
      throws CredentialRetrievalException {
    var factory = CredentialRetrieverFactory.forImage(image, _ -> {});
    CredentialRetriever config =
        dockerConfig
            .map(folder -> factory.dockerConfig(folder.resolve("config.json")))
            .orElseGet(factory::dockerConfig);
    return config.retrieve();
  }

  /// First without a word about who asks: most registries let everybody read.
  private static Optional<ManifestAndDigest<ManifestTemplate>> asked(
      RegistryClient client, String qualifier, Optional<Credential> credential)
      throws IOException, RegistryException {
    try {
      return client.checkManifest(qualifier);
    } catch (RegistryUnauthorizedException e) {
      if (!client.doPullBearerAuth()) {
        if (credential.isEmpty()) {
          throw e;
        }
        client.configureBasicAuth();
      }
      return client.checkManifest(qualifier);
    }
  }

  private static void close(FailoverHttpClient http) {
    try {
      http.shutDown();
    } catch (IOException e) {
      // The answer is there, and nobody asks this connection again.
    }
  }
}
