package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Sends images to a registry, without much patience.
///
/// @param docker the folder of the user's logins; need not exist
record Shipyard(FakeRegistry registry, Path docker) {
  static final Registry.Patience PATIENCE =
      new Registry.Patience(12, Duration.ofMillis(1), Duration.ofMillis(5));

  PublishedImage publish(Workshop from, ImageSpec spec, Map<String, String> source)
      throws IOException {
    return publish(from, spec, source, Optional.empty());
  }

  PublishedImage publish(
      Workshop from, ImageSpec spec, Map<String, String> source, Optional<SigningKey> key)
      throws IOException {
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
    var address = RegistryAddress.parse(registry.host() + "/team/flights");
    try (var destination =
        new RegistryDestination(Registry.at(address, credentials, PATIENCE), key)) {
      var published =
          new Publisher(from.builder(docker), destination, Workshop.ORIGIN)
              .publish(spec, Workshop.sources(source));
      return ((Checked.Ok<PublishedImage>) published).value();
    }
  }

  void login(String user, String password) throws IOException {
    String auth = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    Files.createDirectories(docker);
    Files.writeString(
        docker.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
  }
}
