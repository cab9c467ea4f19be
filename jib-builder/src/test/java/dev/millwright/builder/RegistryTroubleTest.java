package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Registries that ask who we are, fail, or lie.
final class RegistryTroubleTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private Shipyard shipyard;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    shipyard = new Shipyard(registry, temporary.resolve("docker"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_registry_that_gives_out_tokens_gives_us_one() throws IOException {
    registry.askForToken("flights", "password");
    shipyard.login("flights", "password");

    publish(Workshop.job("1"));
    registry.forget();
    PublishedImage again = publish(Workshop.job("1"));

    assertThat(again.state()).isEqualTo(PublishedImage.State.REUSED);
    String tag = "HEAD /v2/team/flights/job/manifests/" + Digest.of("1");
    assertThat(registry.requests()).containsExactly(tag, "GET /v2/", "GET /token", tag);
  }

  @Test
  void where_nobody_listens_is_not_asked_again_and_again() {
    registry.close();

    assertThatThrownBy(() -> shipyard.publish(workshop, Workshop.job("1"), SOURCE))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("cannot be reached now: Connection refused");
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void a_registry_that_refuses_the_login_is_not_asked_again() throws IOException {
    registry.ask("flights", "right");
    shipyard.login("flights", "wrong");

    assertThatThrownBy(() -> shipyard.publish(workshop, Workshop.job("1"), SOURCE))
        .isInstanceOfSatisfying(
            RegistryFailure.class,
            failure -> assertThat(failure.hint()).contains("the user `flights` may not"))
        .hasMessageContaining("refuses")
        .hasMessageNotContaining("wrong");
    assertThat(registry.requests()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void without_a_login_one_is_named() {
    registry.ask("flights", "right");

    assertThatThrownBy(() -> publish(Workshop.job("1")))
        .isInstanceOfSatisfying(
            RegistryFailure.class,
            failure -> assertThat(failure.hint()).contains("docker login " + registry.host()));
  }

  @Test
  void a_registry_that_fails_now_and_then_gets_the_image_in_the_end() throws IOException {
    Random random = new Random(7);
    registry.make(
        exchange -> {
          int drawn = random.nextInt(15);
          if (drawn == 0) {
            FakeRegistry.say(exchange, 429, "");
          } else if (drawn == 1) {
            FakeRegistry.say(exchange, 503, "");
          } // drawn == 2: the connection ends without an answer
          return drawn < 3;
        });

    for (String key : new String[] {"1", "2", "3", "4"}) {
      PublishedImage image =
          shipyard.publish(
              workshop, Workshop.job(key), Map.of("A.java", "class A { int a" + key + "; }"));
      String manifest = registry.manifest("team/flights/job/" + Digest.of(key)).orElseThrow();
      assertThat(Digest.of(manifest)).isEqualTo(image.manifest());
      assertThat(ManifestReading.blobs(manifest))
          .allSatisfy(digest -> assertThat(registry.blob(digest)).isNotNull());
    }
  }

  @Test
  void a_registry_that_fails_all_the_time_is_given_up_and_has_no_tag() {
    registry.make(
        exchange -> {
          boolean strikes = exchange.getRequestMethod().equals("PATCH");
          if (strikes) {
            FakeRegistry.say(exchange, 500, "no space left on device");
          }
          return strikes;
        });

    assertThatThrownBy(() -> publish(Workshop.job("1")))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(registry.host() + "/team/flights/job")
        .hasMessageContaining("500");
    assertThat(registry.manifest("team/flights/job/" + Digest.of("1"))).isEmpty();
  }

  @Test
  void a_registry_that_has_other_bytes_under_the_key_is_refused() throws IOException {
    publish(Workshop.job("1"));
    registry.put("team/flights/job/" + Digest.of("1"), "{\"schemaVersion\":2}");

    assertThatThrownBy(() -> publish(Workshop.job("1")))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("was built here as sha256:");
  }

  @Test
  void a_registry_that_keeps_other_bytes_than_were_sent_is_refused() {
    registry.make(
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (exchange.getRequestMethod().equals("PUT")
              && path.endsWith("/manifests/" + Digest.of("1"))) {
            exchange.getRequestBody().readAllBytes();
            registry.put("team/flights/job/" + Digest.of("1"), "{\"schemaVersion\":2}");
            FakeRegistry.say(exchange, 201, "");
            return true;
          }
          return false;
        });

    assertThatThrownBy(() -> publish(Workshop.job("1")))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("was sent as sha256:");
  }

  @Test
  void the_users_login_of_docker_is_taken_when_the_registry_asks() throws IOException {
    registry.ask("flights", "canary-password");
    shipyard.login("flights", "canary-password");

    PublishedImage image = shipyard.publish(workshop, Workshop.job("1"), SOURCE);

    assertThat(registry.manifest("team/flights/job/sha256:" + image.manifest())).isPresent();
    assertThat(registry.requests().get(1)).isEqualTo("GET /v2/");
  }

  private PublishedImage publish(ImageSpec spec) throws IOException {
    return shipyard.publish(workshop, spec, SOURCE);
  }
}
