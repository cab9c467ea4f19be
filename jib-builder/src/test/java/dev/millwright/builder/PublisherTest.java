package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images on their way to a registry.
final class PublisherTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");
  private static final Registry.Patience PATIENCE =
      new Registry.Patience(12, Duration.ofMillis(1), Duration.ofMillis(5));

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void an_image_is_sent_whole_and_its_tag_is_its_key() throws IOException {
    ImageSpec spec = Workshop.job("key");

    PublishedImage image = publish(spec);

    assertThat(image.state()).isEqualTo(State.BUILT);
    assertThat(image.name()).hasToString("job:" + spec.key());
    String manifest = registry.manifest("team/flights/job/" + spec.key()).orElseThrow();
    assertThat(Digest.of(manifest)).isEqualTo(image.manifest());
    assertThat(registry.requests().getLast()).startsWith("HEAD").endsWith(spec.key().hex());
    for (String digest : ManifestReading.blobs(manifest)) {
      assertThat("sha256:" + Digest.of(registry.blob(digest))).isEqualTo(digest);
    }
  }

  @Test
  void an_image_that_is_there_costs_one_request() throws IOException {
    PublishedImage first = publish(Workshop.job("key"));
    registry.forget();
    Workshop elsewhere = Workshop.in(temporary.resolve("elsewhere"));

    PublishedImage second = publish(elsewhere, Workshop.job("key"));

    assertThat(second.state()).isEqualTo(State.REUSED);
    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(second.why()).contains("is in " + registry.host());
    assertThat(registry.requests())
        .containsExactly("HEAD /v2/team/flights/job/manifests/" + Digest.of("key"));
    assertThat(elsewhere.folders().images()).doesNotExist();
  }

  @Test
  void an_image_that_was_built_here_is_sent_without_building() throws IOException {
    workshop.build(Workshop.job("key"), SOURCE);

    PublishedImage image = publish(workshop, Workshop.job("key"), Map.of("A.java", "nonsense"));

    assertThat(image.state()).isEqualTo(State.SENT);
  }

  @Test
  void a_changed_class_sends_its_layer_its_configuration_and_what_is_said_of_both()
      throws IOException {
    publish(Workshop.job("1"));
    registry.forget();

    publish(workshop, Workshop.job("2"), Map.of("A.java", "class A { int changed; }"));

    assertThat(registry.count(request -> request.startsWith("PATCH"))).isEqualTo(4);
  }

  @Test
  void the_users_login_of_docker_is_taken_when_the_registry_asks() throws IOException {
    registry.ask("flights", "canary-password");
    Path config = temporary.resolve("docker");
    login(config, "flights", "canary-password");

    PublishedImage image = publish(workshop, Workshop.job("1"), SOURCE, config);

    assertThat(registry.manifest("team/flights/job/sha256:" + image.manifest())).isPresent();
    assertThat(registry.requests().get(1)).isEqualTo("GET /v2/");
  }

  @Test
  void a_registry_that_refuses_the_login_is_not_asked_again() throws IOException {
    registry.ask("flights", "right");
    Path config = temporary.resolve("docker");
    login(config, "flights", "wrong");

    assertThatThrownBy(() -> publish(workshop, Workshop.job("1"), SOURCE, config))
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
          publish(workshop, Workshop.job(key), Map.of("A.java", "class A { int a" + key + "; }"));
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
  void what_is_in_an_image_and_how_it_came_to_be_is_attached_to_it() throws IOException {
    workshop.publish("near", Map.of("near.txt", ""));
    ImageSpec spec = Workshop.job("key", "group:near:1");
    PublishedImage image = publish(spec);

    JsonNode bom = attached(image, "application/vnd.cyclonedx+json");
    assertThat(bom.path("bomFormat").asString()).isEqualTo("CycloneDX");
    assertThat(bom.findValuesAsString("purl")).containsExactly("pkg:maven/group/near@1?type=jar");
    assertThat(bom.findValuesAsString("name")).contains("offline-1.jar", "runtime-1.jar");
    assertThat(bom.findValuesAsString("content"))
        .contains(
            Digest.of(Files.readAllBytes(workshop.root().resolve("remote/group/near/1/near-1.jar")))
                .hex());
    JsonNode statement = attached(image, "application/vnd.in-toto+json");
    assertThat(statement.at("/subject/0/digest/sha256").asString())
        .isEqualTo(image.manifest().hex());
    assertThat(statement.at("/predicate/buildDefinition/externalParameters/revision").asString())
        .isEqualTo(Workshop.ORIGIN.revision());
    assertThat(statement.toString())
        .contains("git+https://git.example.com/team/flights@0123")
        .doesNotContain("canary");
  }

  @Test
  void what_others_attached_stays_attached() throws IOException {
    PublishedImage image = publish(Workshop.job("key"));
    String tag = "team/flights/job/sha256-" + image.manifest();
    registry.put(tag, "{\"manifests\":[{\"digest\":\"sha256:of-another\"}]}");
    registry.lose("team/flights/job/" + image.name().tag());

    publish(Workshop.job("key"));

    assertThat(registry.manifest(tag).orElseThrow()).contains("sha256:of-another");
    assertThat(Json.mapper().readTree(registry.manifest(tag).orElseThrow()).path("manifests"))
        .hasSize(3);
  }

  /// By the list of what is attached, as one reads it from a registry without an interface for it.
  private JsonNode attached(PublishedImage image, String type) {
    String repository = "team/flights/job/";
    JsonNode index =
        Json.mapper()
            .readTree(registry.manifest(repository + "sha256-" + image.manifest()).orElseThrow());
    for (JsonNode listed : index.path("manifests")) {
      if (listed.path("artifactType").asString().equals(type)) {
        JsonNode manifest =
            Json.mapper()
                .readTree(
                    registry.manifest(repository + listed.path("digest").asString()).orElseThrow());
        assertThat(manifest.at("/subject/digest").asString())
            .isEqualTo("sha256:" + image.manifest());
        return Json.mapper().readTree(registry.blob(manifest.at("/layers/0/digest").asString()));
      }
    }
    throw new AssertionError("nothing of type " + type + " in " + index);
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

  private PublishedImage publish(ImageSpec spec) throws IOException {
    return publish(workshop, spec);
  }

  private PublishedImage publish(Workshop from, ImageSpec spec) throws IOException {
    return publish(from, spec, SOURCE);
  }

  private PublishedImage publish(Workshop from, ImageSpec spec, Map<String, String> source)
      throws IOException {
    return publish(from, spec, source, temporary.resolve("nothing"));
  }

  private PublishedImage publish(
      Workshop from, ImageSpec spec, Map<String, String> source, Path config) throws IOException {
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", config.toString()), temporary);
    var address = RegistryAddress.parse(registry.host() + "/team/flights");
    try (var destination = new RegistryDestination(Registry.at(address, credentials, PATIENCE))) {
      var published =
          new Publisher(from.builder(), destination, Workshop.ORIGIN)
              .publish(spec, Workshop.sources(source));
      return ((Checked.Ok<PublishedImage>) published).value();
    }
  }

  private void login(Path config, String user, String password) throws IOException {
    String auth = Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    Files.createDirectories(config);
    Files.writeString(
        config.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
  }
}
