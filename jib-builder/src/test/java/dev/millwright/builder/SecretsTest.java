package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only this machine may know is in no image, in no document about it and in no message.
final class SecretsTest {
  private static final String CANARY = "canary";
  private static final String LOGIN =
      Base64.getEncoder().encodeToString("flights:canary-of-docker".getBytes(UTF_8));

  @TempDir Path temporary;

  @Test
  void no_secret_of_the_build_leaves_it() throws Exception {
    Workshop workshop = Workshop.in(temporary);
    workshop.publish("near", Map.of("near.txt", ""));
    settings(workshop);
    try (FakeRegistry registry = new FakeRegistry()) {
      registry.ask("flights", "canary-of-docker");
      Path docker = Files.createDirectories(temporary.resolve(".docker"));
      Files.writeString(
          docker.resolve("config.json"),
          "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), LOGIN));
      ProcessBuilder push =
          PushOnce.process(PushOnce.class, temporary.toString(), registry.host())
              .redirectErrorStream(true);
      push.environment().put("CANARY", "canary-of-environment");
      Process process = push.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();

      assertThat(said).doesNotContain(CANARY);
      assertThat(registry.everything()).isNotEmpty();
      assertThat(registry.everything())
          .allSatisfy(bytes -> assertThat(plain(bytes)).doesNotContain(CANARY, LOGIN));
    }
    try (var files = Files.walk(workshop.folders().images())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(plain(Files.readAllBytes(file))).as("%s", file).doesNotContain(CANARY, LOGIN);
      }
    }
  }

  @Test
  void a_login_in_the_address_of_a_mirror_is_not_told() throws IOException {
    Workshop workshop = Workshop.in(temporary);
    Files.writeString(
        temporary.resolve("maven/settings.xml"),
        """
        <settings><mirrors><mirror><id>all</id><mirrorOf>*</mirrorOf>
          <url>http://user:canary-of-mirror@localhost:1/repository</url>
        </mirror></mirrors></settings>
        """);

    ImageSpec job = Workshop.job("key", "group:near:1");
    var pinned = List.of(new LockedLibrary("group:near:1", Digest.of("its bytes")));
    var locked =
        new ImageSpec(
            job.key(),
            job.role(),
            job.source(),
            job.dependencies(),
            Optional.of(pinned),
            Optional.empty());

    assertThatThrownBy(() -> workshop.build(locked, Map.of()))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("localhost:1")
        .hasMessageNotContaining(CANARY);
  }

  private static void settings(Workshop workshop) throws IOException {
    Path file = workshop.root().resolve("maven/settings.xml");
    String server =
        "<servers><server><id>all</id><username>flights</username>"
            + "<password>canary-of-maven</password></server></servers>";
    Files.writeString(file, Files.readString(file).replace("<settings>", "<settings>" + server));
  }

  /// The bytes as text, one character each; of a layer, what is compressed in it.
  private static String plain(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
      return new String(bytes, ISO_8859_1);
    }
    try (InputStream layer = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
      return new String(layer.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
