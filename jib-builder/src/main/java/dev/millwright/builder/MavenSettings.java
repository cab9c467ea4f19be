package dev.millwright.builder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.eclipse.aether.RepositorySystemSession.SessionBuilder;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/// The user's own Maven settings, so that libraries come from where their builds take them.
final class MavenSettings {
  private static final String CENTRAL = "central";

  private final Settings settings;
  private final SettingsDecryptionResult secrets;
  private final Path localRepository;

  private MavenSettings(Settings settings, SettingsDecryptionResult secrets, Path localRepository) {
    this.settings = settings;
    this.secrets = secrets;
    this.localRepository = localRepository;
  }

  /// Reads `settings.xml` of a Maven folder; without one, Maven's defaults hold.
  static MavenSettings read(Path maven) {
    var request = new DefaultSettingsBuildingRequest();
    Path file = maven.resolve("settings.xml");
    if (Files.isRegularFile(file)) {
      request.setUserSettingsFile(file.toFile());
    }
    Properties system = new Properties();
    system.putAll(System.getProperties());
    System.getenv().forEach((name, value) -> system.put("env." + name, value));
    request.setSystemProperties(system);
    try {
      Settings settings =
          new DefaultSettingsBuilderFactory().newInstance().build(request).getEffectiveSettings();
      return new MavenSettings(settings, decrypt(settings, maven), repository(settings, maven));
    } catch (SettingsBuildingException e) {
      throw new DependencyFailure("", file + " cannot be read: " + e.getMessage(), false, e);
    }
  }

  Path localRepository() {
    return localRepository;
  }

  void configure(SessionBuilder session) {
    session
        .setOffline(settings.isOffline())
        .setMirrorSelector(mirrors())
        .setProxySelector(proxies())
        .setAuthenticationSelector(authentication());
  }

  /// Central and the repositories of active profiles, before mirrors.
  List<RemoteRepository> repositories() {
    Set<String> active = new HashSet<>(settings.getActiveProfiles());
    List<RemoteRepository> repositories = new ArrayList<>();
    for (Profile profile : settings.getProfiles()) {
      boolean byDefault =
          profile.getActivation() != null && profile.getActivation().isActiveByDefault();
      if (active.contains(profile.getId()) || (active.isEmpty() && byDefault)) {
        profile.getRepositories().stream().map(MavenSettings::remote).forEach(repositories::add);
      }
    }
    if (repositories.stream().noneMatch(repository -> repository.getId().equals(CENTRAL))) {
      repositories.add(remote(standard()));
    }
    return repositories;
  }

  /// The repository that every build has unless it says otherwise, from Maven's own super POM.
  private static Repository standard() {
    var models = new DefaultModelProcessor().setModelReader(new DefaultModelReader());
    var found =
        new DefaultSuperPomProvider()
            .setModelProcessor(models).getSuperModel("4.0.0").getRepositories().stream()
                .filter(repository -> repository.getId().equals(CENTRAL))
                .findFirst()
                .orElseThrow();
    Repository repository = new Repository();
    repository.setId(found.getId());
    repository.setUrl(found.getUrl());
    return repository;
  }

  private static RemoteRepository remote(Repository repository) {
    return new RemoteRepository.Builder(repository.getId(), "default", repository.getUrl()).build();
  }

  private DefaultMirrorSelector mirrors() {
    DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
    for (var mirror : settings.getMirrors()) {
      mirrors.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return mirrors;
  }

  private DefaultProxySelector proxies() {
    DefaultProxySelector proxies = new DefaultProxySelector();
    for (var proxy : secrets.getProxies()) {
      if (proxy.isActive()) {
        var login =
            new AuthenticationBuilder()
                .addUsername(proxy.getUsername())
                .addPassword(proxy.getPassword())
                .build();
        proxies.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), login),
            Optional.ofNullable(proxy.getNonProxyHosts()).orElse(""));
      }
    }
    return proxies;
  }

  private DefaultAuthenticationSelector authentication() {
    DefaultAuthenticationSelector logins = new DefaultAuthenticationSelector();
    for (var server : secrets.getServers()) {
      logins.add(
          server.getId(),
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build());
    }
    return logins;
  }

  private static Path repository(Settings settings, Path maven) {
    return Optional.ofNullable(System.getProperty("maven.repo.local"))
        .or(() -> Optional.ofNullable(settings.getLocalRepository()))
        .map(Path::of)
        .orElseGet(() -> maven.resolve("repository"));
  }

  private static SettingsDecryptionResult decrypt(Settings settings, Path maven) {
    var dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
    dispatcher.setConfigurationFile(maven.resolve("settings-security.xml").toString());
    return new DefaultSettingsDecrypter(dispatcher)
        .decrypt(new DefaultSettingsDecryptionRequest(settings));
  }
}
