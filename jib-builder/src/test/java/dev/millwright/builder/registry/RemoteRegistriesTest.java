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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RemoteRegistriesTest {
  @TempDir private Path docker;
  private FakeRegistry registry;

  /// How the registry asks who is asking.
  private enum Guard {
    BASIC,
    BEARER
  }

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_tag_leads_to_the_digest_of_what_stands_there_now() {
    Digest first = push("team/train", "1.2", "first");
    assertThat(digest("team/train:1.2")).isEqualTo(first);

    Digest second = push("team/train", "1.2", "second");
    assertThat(digest("team/train:1.2")).isEqualTo(second).isNotEqualTo(first);
  }

  @Test
  void a_name_without_a_tag_means_the_latest() {
    Digest latest = push("train", "latest", "latest");
    assertThat(digest("train")).isEqualTo(latest);
  }

  @Test
  void a_tag_that_is_not_there_is_told() {
    push("team/train", "1.2", "first");
    assertThatThrownBy(() -> digest("team/train:1.3"))
        .isInstanceOf(RegistryFailure.class)
        .hasMessage("there is no image `" + registry.host() + "/team/train:1.3`");
  }

  @ParameterizedTest
  @EnumSource
  void a_registry_that_asks_is_told_what_docker_knows(Guard guard) throws IOException {
    Digest pushed = push("team/train", "1.2", "first");
    guard(guard);
    login("ann", "secret");

    assertThat(digest("team/train:1.2")).isEqualTo(pushed);
  }

  @ParameterizedTest
  @EnumSource
  void who_is_not_known_is_told_how_to_log_in(Guard guard) throws IOException {
    push("team/train", "1.2", "first");
    guard(guard);

    assertThatThrownBy(() -> digest("team/train:1.2")).satisfies(this::isRefusal);
    login("ann", "a word that is wrong");
    assertThatThrownBy(() -> digest("team/train:1.2")).satisfies(this::isRefusal);
  }

  private void isRefusal(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("does not show `" + registry.host() + "/team/train:1.2`");
    assertThat(((RegistryFailure) thrown).hint())
        .contains("docker login " + registry.host())
        .doesNotContain("a word that is wrong");
  }

  @Test
  void a_registry_that_is_ill_is_told_by_its_status() {
    registry.make(
        exchange -> {
          FakeRegistry.say(exchange, 500, "");
          return true;
        });
    assertThatThrownBy(() -> digest("team/train:1.2"))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(registry.host() + " answers with status 500");
  }

  @Test
  void a_port_that_nobody_listens_at_is_told() {
    registry.close();
    assertThatThrownBy(() -> digest("train:1"))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(registry.host() + " cannot be asked");
  }

  private void login(String user, String password) throws IOException {
    Files.writeString(
        docker.resolve("config.json"),
        """
        {"auths": {"%s": {"auth": "%s"}}}
        """
            .formatted(
                registry.host(),
                Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8))));
  }

  private Digest digest(String image) {
    return registries().digest(new ImageReference(registry.host() + "/" + image));
  }

  private RemoteRegistries registries() {
    return new RemoteRegistries(
        new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker));
  }

  /// Gives a tag an index of manifests; other words make another one.
  private Digest push(String repository, String tag, String words) {
    String index =
        "{\"schemaVersion\": 2, \"manifests\": [], \"annotations\": {\"words\": \""
            + words
            + "\"}}";
    registry.put(repository + "/" + tag, index);
    return Digest.of(index);
  }

  private void guard(Guard guard) {
    switch (guard) {
      case BASIC -> registry.ask("ann", "secret");
      case BEARER -> registry.askForToken("ann", "secret");
    }
  }
}
