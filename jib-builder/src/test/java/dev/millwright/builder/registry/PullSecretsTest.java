package dev.millwright.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.FakeRegistry;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins that a cluster keeps in Secrets.
final class PullSecretsTest {
  private static final String TEXT = "{}";

  @TempDir private Path folder;
  private FakeRegistry registry;

  @BeforeEach
  void a_registry_that_asks() throws IOException {
    registry = new FakeRegistry();
    registry.put("team/train/1", TEXT);
    registry.ask("ann", "secret");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_secret_that_is_mounted_as_a_folder_is_a_login() throws IOException {
    Path secret = secret(folder.resolve("pull"), registry.host(), "ann:secret");
    assertThat(digest(secret.getParent().toString())).isEqualTo(Digest.of(TEXT));
    assertThat(digest(secret.toString())).as("by its file").isEqualTo(Digest.of(TEXT));
  }

  @Test
  void of_several_the_one_for_the_registry_is_taken() throws IOException {
    secret(folder.resolve("secrets/a"), "registry.example.com", "ann:other");
    secret(folder.resolve("secrets/b"), registry.host(), "ann:secret");
    secret(folder.resolve("elsewhere"), "other.example.com", "ann:other");

    assertThat(digest(folder.resolve("secrets").toString())).isEqualTo(Digest.of(TEXT));
    assertThat(digest(folder.resolve("elsewhere") + ":" + folder.resolve("secrets/b")))
        .isEqualTo(Digest.of(TEXT));
  }

  @Test
  void the_users_own_login_goes_first_and_without_any_there_is_none() throws IOException {
    secret(folder.resolve("pull"), registry.host(), "ann:secret");
    Path own = secret(folder.resolve("docker"), registry.host(), "ann:wrong");
    Files.move(own, own.resolveSibling("config.json"));

    assertThatThrownBy(() -> digest(folder.resolve("pull").toString()))
        .isInstanceOf(RegistryFailure.class);
    Files.delete(own.resolveSibling("config.json"));
    assertThat(digest(folder.resolve("pull").toString())).isEqualTo(Digest.of(TEXT));
    assertThatThrownBy(() -> digest("")).isInstanceOf(RegistryFailure.class);
  }

  private static Path secret(Path folder, String host, String login) throws IOException {
    String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return Files.writeString(
        Files.createDirectories(folder).resolve(".dockerconfigjson"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, auth));
  }

  private Digest digest(String secrets) {
    var environment =
        Map.of(
            "DOCKER_CONFIG",
            folder.resolve("docker").toString(),
            Credentials.PULL_SECRETS,
            secrets);
    return new RemoteRegistries(new Credentials(environment, folder))
        .digest(new ImageReference(registry.host() + "/team/train:1"));
  }
}
