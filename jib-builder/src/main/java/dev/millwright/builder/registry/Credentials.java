package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's own logins, where Docker and Podman keep them, with the credential helpers that are
/// named there.
///
/// @param environment of this process: `DOCKER_CONFIG`, `XDG_RUNTIME_DIR`
/// @param home the user's folder
public record Credentials(Map<String, String> environment, Path home) {
  public Credentials {
    environment = Map.copyOf(environment);
  }

  /// Those of whoever runs this process.
  ///
  /// @param environment of this process
  public static Credentials ofUser(Map<String, String> environment) {
    return new Credentials(environment, Path.of(System.getProperty("user.home")));
  }

  /// The login for a registry, if there is one.
  ///
  /// @throws RegistryFailure when what is there cannot be read
  Optional<Credential> of(RegistryAddress address) {
    var reference = ImageReference.of(address.host(), address.repository("any"), "latest");
    var factory = CredentialRetrieverFactory.forImage(reference, event -> {}, environment);
    List<CredentialRetriever> retrievers = new ArrayList<>();
    files().forEach(file -> retrievers.add(factory.dockerConfig(file)));
    retrievers.add(factory.wellKnownCredentialHelpers());
    try {
      for (CredentialRetriever retriever : retrievers) {
        Optional<Credential> found = retriever.retrieve();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (CredentialRetrievalException e) {
      throw new RegistryFailure(
          "the login for " + address.host() + " cannot be read: " + e.getMessage(), "", e);
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .ifPresent(folder -> files.add(Path.of(folder, "containers", "auth.json")));
    files.add(
        Optional.ofNullable(environment.get("DOCKER_CONFIG"))
            .map(Path::of)
            .orElseGet(() -> home.resolve(".docker"))
            .resolve("config.json"));
    return files;
  }
}
