package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.Pruning.Needs;
import dev.millwright.builder.Pruning.Seen;
import dev.millwright.builder.Pruning.Unneeded;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that nobody needs.
final class PruningTest {
  private static final String JOBS = "team/flights/job/";

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private Shipyard shipyard;
  private final List<Unneeded> gone = new ArrayList<>();

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
  void an_image_by_a_needed_key_stays_and_others_go_with_their_documents() throws IOException {
    PublishedImage needed = publish("1");
    List<String> before = manifests();
    PublishedImage old = publish("2");
    publish("3");

    Seen seen = prune(Set.of(Digest.of("1")));

    assertThat(seen.needed()).isOne();
    assertThat(seen.left()).isEmpty();
    assertThat(gone)
        .extracting(it -> it.name().tag())
        .containsExactlyInAnyOrder(Digest.of("2").hex(), Digest.of("3").hex());
    assertThat(gone).extracting(Unneeded::manifest).contains(old.manifest());
    assertThat(gone)
        .extracting(Unneeded::revision)
        .containsOnly(Optional.of(Workshop.ORIGIN.revision()));
    assertThat(manifests()).containsExactlyElementsOf(before);
    assertThat(registry.manifest(JOBS + needed.name().tag())).isPresent();
  }

  @Test
  void looking_deletes_nothing() throws IOException {
    publish("1");
    registry.forget();

    assertThat(look(Set.of(Digest.of("other"))).unneeded()).hasSize(1);

    assertThat(registry.requests()).allMatch(request -> request.startsWith("GET"));
  }

  @Test
  void what_two_keys_lead_to_stays_as_long_as_one_is_needed() throws IOException {
    PublishedImage image = publish("1");
    registry.put(
        JOBS + Digest.of("same"), registry.manifest(JOBS + image.name().tag()).orElseThrow());

    assertThat(look(Set.of(Digest.of("1"))).unneeded()).isEmpty();
    assertThat(look(Set.of(Digest.of("same"))).unneeded()).isEmpty();
    assertThat(look(Set.of(Digest.of("other"))).unneeded()).hasSize(1);
  }

  @Test
  void an_image_stays_that_is_needed_by_its_digest_or_was_given_a_name() throws IOException {
    PublishedImage byDigest = publish("1");
    PublishedImage named = publish("2");
    registry.put(JOBS + "kept", registry.manifest(JOBS + named.name().tag()).orElseThrow());

    Seen seen = look(Set.of(byDigest.manifest()));

    assertThat(seen.unneeded()).isEmpty();
    assertThat(seen.needed()).isEqualTo(2);
  }

  @Test
  void an_image_of_several_platforms_goes_with_its_parts_but_for_those_of_others()
      throws IOException {
    FakeBase bases = new FakeBase(registry, "bases/java");
    String both =
        bases.index(
            Map.of(
                "amd64", bases.put("amd64", FakeBase.JAVA),
                "arm64", bases.put("arm64", FakeBase.with("etc/arm", "64"))));
    ImageSpec spec = Workshop.job("1", Optional.of(bases.name(both)));
    PublishedImage image = shipyard.publish(workshop, spec, source("1"));
    List<String> parts = parts(image);
    assertThat(parts).hasSize(2);

    assertThat(look(Set.of(new Digest(parts.getFirst()))).unneeded()).isEmpty();
    prune(Set.of(Digest.of("other")));

    assertThat(manifests()).isEmpty();
  }

  @Test
  void documents_that_are_left_of_a_deleted_image_go_the_next_time() throws IOException {
    PublishedImage image = publish("1");
    publish("2");
    registry.lose(JOBS + image.name().tag());
    registry.lose(JOBS + "sha256:" + image.manifest());

    Seen seen = prune(Set.of(Digest.of("2")));

    assertThat(seen.unneeded()).isEmpty();
    assertThat(seen.left()).hasSize(1);
    assertThat(look(Set.of(Digest.of("2"))).left()).isEmpty();
    assertThat(manifests()).noneMatch(it -> it.contains(image.manifest().hex()));
  }

  @Test
  void a_registry_that_deletes_nothing_says_so() throws IOException {
    publish("1");
    registry.make(
        exchange -> {
          boolean strikes = exchange.getRequestMethod().equals("DELETE");
          if (strikes) {
            FakeRegistry.say(
                exchange, 405, "{\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\"no\"}]}");
          }
          return strikes;
        });

    assertThatThrownBy(() -> prune(Set.of(Digest.of("other"))))
        .isInstanceOf(RegistryFailure.class)
        .hasMessage(registry.host() + "/team/flights/job does not do this");
  }

  @Test
  void a_token_to_delete_is_asked_for() throws IOException {
    publish("1");
    shipyard.login("flights", "password");
    registry.askForToken("flights", "password");
    List<String> scopes = new ArrayList<>();
    registry.make(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            scopes.add(exchange.getRequestURI().getQuery());
          }
          return false;
        });

    prune(Set.of(Digest.of("other")));

    assertThat(manifests()).isEmpty();
    assertThat(scopes.getLast()).endsWith("scope=repository:team/flights/job:pull,push,delete");
  }

  @Test
  void a_place_without_images_has_none() throws IOException {
    assertThat(look(Set.of(Digest.of("1")))).isEqualTo(new Seen(0, 0, List.of(), List.of()));
  }

  private PublishedImage publish(String key) throws IOException {
    return shipyard.publish(workshop, Workshop.job(key), source(key));
  }

  private static Map<String, String> source(String key) {
    return Map.of("A.java", "class A { int a" + key + "; }");
  }

  /// The manifests of the jobs, by digest and by tag.
  private List<String> manifests() {
    return registry.references().filter(it -> it.startsWith(JOBS)).sorted().toList();
  }

  private List<String> parts(PublishedImage image) {
    String list = registry.manifest(JOBS + image.name().tag()).orElseThrow();
    return Json.mapper().readTree(list).path("manifests").findValuesAsString("digest").stream()
        .map(it -> it.replaceFirst("^sha256:", ""))
        .toList();
  }

  private Seen look(Set<Digest> needed) throws IOException {
    try (Shelf shelf = shelf()) {
      return new Pruning(shelf).look(new Needs(needed, Set.of()));
    }
  }

  private Seen prune(Set<Digest> needed) throws IOException {
    try (Shelf shelf = shelf()) {
      Pruning pruning = new Pruning(shelf);
      Seen seen = pruning.look(new Needs(needed, Set.of()));
      pruning.delete(seen, gone::add);
      return seen;
    }
  }

  private Shelf shelf() {
    Path docker = temporary.resolve("docker");
    return Shelf.at(
        RegistryAddress.parse(registry.host() + "/team/flights"),
        new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker),
        Shipyard.PATIENCE);
  }
}
