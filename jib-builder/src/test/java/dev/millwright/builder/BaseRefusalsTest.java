package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bases that cannot be stood on.
final class BaseRefusalsTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private FakeBase bases;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    bases = new FakeBase(registry, "library/java");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_base_that_asks_for_a_login_gets_it() throws IOException {
    ImageSpec spec = on(bases.put("amd64", FakeBase.JAVA));
    registry.askForToken("reader", "secret");

    refused(spec, "refuses what it is asked for");
    new Shipyard(registry, workshop.root().resolve("docker")).login("reader", "secret");

    assertThat(workshop.build(spec, SOURCE).reused()).isFalse();
  }

  @Test
  void a_base_that_is_not_there_or_has_no_digest_is_said() throws IOException {
    refused(on("nothing"), "is not in its registry");
    ImageSpec tagged = Workshop.job("key", Optional.of(registry.host() + "/library/java:25"));
    refused(tagged, "is named without its digest");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void other_bytes_than_the_digest_says_are_refused() throws IOException {
    String manifest = bases.put("amd64", FakeBase.JAVA);
    String layer = ManifestReading.blobs(manifest).get(1);
    registry.putBlob("library/java", layer, "other bytes".getBytes());

    refused(on(manifest), layer.substring("sha256:".length()));
    assertThat(blob(layer)).doesNotExist();

    registry.put("library/java/sha256:" + Digest.of("pinned"), "another");
    refused(on("pinned"), "the registry sent sha256:" + Digest.of("another"));
  }

  @Test
  void a_base_without_java_or_with_an_old_one_is_refused() throws IOException {
    refused(on(bases.put("amd64", Map.of("bin/sh", ""))), "has no program `java` for linux/amd64");
    refused(
        on(bases.put("arm64", FakeBase.with("opt/java/release", "JAVA_VERSION=\"21.0.5\"\n"))),
        "has a Java 21 for linux/arm64");
  }

  @Test
  void a_base_for_other_platforms_is_refused() throws IOException {
    String index = bases.index(Map.of("s390x", bases.put("s390x", FakeBase.JAVA)));

    refused(on(index), "is there neither for linux/amd64 nor for linux/arm64");
  }

  private void refused(ImageSpec spec, String why) {
    assertThatThrownBy(() -> workshop.build(spec, SOURCE))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(why);
  }

  private ImageSpec on(String manifest) {
    return Workshop.job("key", Optional.of(bases.name(manifest)));
  }

  private Path blob(String digest) {
    return workshop.folders().images().resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
