package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The user's own logins, where Docker and Podman keep them, with the credential helpers that are
/// named there; and the pull secrets of a cluster.
///
/// @param environment of this process: `DOCKER_CONFIG`, `XDG_RUNTIME_DIR`,
///   `MILLWRIGHT_PULL_SECRETS`
/// @param home the user's folder
public record Credentials(Map<String, String> environment, Path home) {
  /// The variable that names pull secrets of Kubernetes, as they are mounted.
  public static final String PULL_SECRETS = "MILLWRIGHT_PULL_SECRETS";

  /// What such a Secret has its logins by.
  private static final String SECRET = ".dockerconfigjson";

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
    pullSecrets().forEach(place -> files.addAll(secrets(place)));
    return files;
  }

  private List<Path> pullSecrets() {
    return Arrays.stream(environment.getOrDefault(PULL_SECRETS, "").split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(Path::of)
        .toList();
  }

  /// A file, the Secret that is mounted as a folder, or those that are mounted below one.
  private static List<Path> secrets(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    List<Path> files = new ArrayList<>();
    files.add(place.resolve(SECRET));
    try (Stream<Path> below = Files.list(place)) {
      below.sorted().map(folder -> folder.resolve(SECRET)).forEach(files::add);
    } catch (IOException e) {
      throw new RegistryFailure(
          "the logins in " + place + " cannot be read: " + e.getMessage(), "", e);
    }
    return files;
  }
}
