package dev.millwright.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.FakeRegistry;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForeignImagesTest {
  private static final String TEXT = "{\"schemaVersion\": 2}";

  @TempDir private Path docker;
  private FakeRegistry registry;

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void an_image_that_is_there_is_asked_for_once_and_not_read() {
    registry.put("team/train/sha256:" + Digest.of(TEXT), TEXT);

    images().require(image(Digest.of(TEXT)));

    assertThat(registry.requests())
        .filteredOn(it -> it.contains("/manifests/"))
        .singleElement()
        .asString()
        .startsWith("HEAD ");
  }

  @Test
  void an_image_that_is_not_there_is_told() {
    assertThatThrownBy(() -> images().require(image(Digest.of(TEXT))))
        .isInstanceOfSatisfying(
            RegistryFailure.class,
            failure -> {
              assertThat(failure).hasMessageContaining("is not in its registry");
              assertThat(failure.hint()).contains("deleted");
            });
  }

  @Test
  void a_registry_that_has_other_bytes_is_not_believed() {
    registry.put("team/train/sha256:" + Digest.of(TEXT), "{}");

    assertThatThrownBy(() -> images().require(image(Digest.of(TEXT))))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(" as sha256:" + Digest.of("{}"));
  }

  private ImageReference image(Digest digest) {
    return new ImageReference(registry.host() + "/team/train@sha256:" + digest);
  }

  private ForeignImages images() {
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
    return new ForeignImages(credentials, Registry.Patience.NONE);
  }
}
