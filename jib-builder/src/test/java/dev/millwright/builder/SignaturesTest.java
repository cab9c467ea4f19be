package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.builder.signature.KeyFailure;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Images that a key has signed.
final class SignaturesTest {
  private static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");
  private static final String JOBS = "team/flights/job/";

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
  void an_image_is_signed_before_its_tag_is_there_and_the_key_verifies_it() throws Exception {
    SigningKey key = key("one", "secp256r1");

    PublishedImage image = publish(Optional.of(key));

    assertThat(isSigned(image, key.counterpart())).isTrue();
    assertThat(isSigned(image, VerifyingKey.read(temporary.resolve("one.pub")))).isTrue();
    assertThat(isSigned(image, key("other", "secp256r1").counterpart())).isFalse();
    List<String> written =
        registry.requests().stream().filter(it -> it.matches("PUT .*/manifests/.*")).toList();
    assertThat(written.getLast()).endsWith(image.name().tag());
    assertThat(written).anyMatch(it -> it.endsWith(signatures(image)));
    assertThat(registry.manifest(JOBS + "sha256-" + image.manifest()).orElseThrow())
        .contains("application/vnd.dev.cosign.artifact.sig.v1+json");
  }

  @Test
  void an_image_that_was_there_is_signed_once() throws Exception {
    SigningKey key = key("one", "secp256r1");
    PublishedImage image = publish(Optional.empty());
    assertThat(isSigned(image, key.counterpart())).isFalse();

    PublishedImage signed = publish(Optional.of(key));
    String before = registry.manifest(JOBS + signatures(image)).orElseThrow();
    publish(Optional.of(key));

    assertThat(signed.state()).isEqualTo(State.REUSED);
    assertThat(signed.why()).endsWith("and is signed now");
    assertThat(isSigned(image, key.counterpart())).isTrue();
    assertThat(registry.manifest(JOBS + signatures(image))).contains(before);
  }

  @Test
  void signatures_of_others_stay() throws Exception {
    SigningKey one = key("one", "secp256r1");
    SigningKey two = key("two", "secp256r1");
    PublishedImage image = publish(Optional.of(one));

    publish(Optional.of(two));

    assertThat(isSigned(image, one.counterpart())).isTrue();
    assertThat(isSigned(image, two.counterpart())).isTrue();
    String list = registry.manifest(JOBS + "sha256-" + image.manifest()).orElseThrow();
    assertThat(Json.mapper().readTree(list).path("manifests")).hasSize(3);
  }

  @Test
  void an_image_that_nobody_needs_goes_with_its_signatures() throws Exception {
    publish(Optional.of(key("one", "secp256r1")));
    Path docker = temporary.resolve("docker");
    try (Shelf shelf =
        Shelf.at(
            RegistryAddress.parse(registry.host() + "/team/flights"),
            new Credentials(Map.of(), docker),
            Shipyard.PATIENCE)) {
      Pruning pruning = new Pruning(shelf);
      pruning.delete(
          pruning.look(new Pruning.Needs(Set.of(Digest.of("other")), Set.of())), _ -> {});
    }

    assertThat(registry.references().filter(it -> it.startsWith(JOBS))).isEmpty();
  }

  @Test
  void a_signature_of_another_image_is_none() throws Exception {
    SigningKey key = key("one", "secp256r1");
    PublishedImage image = publish(Optional.of(key));
    Digest other = Digest.of("another image");
    registry.put(
        JOBS + "sha256-" + other + ".sig",
        registry.manifest(JOBS + signatures(image)).orElseThrow());

    assertThat(isSigned(new PublishedImage(image.name(), other, State.SENT, ""), key.counterpart()))
        .isFalse();
  }

  @Test
  void a_signature_that_was_tampered_with_is_none() throws Exception {
    SigningKey key = key("one", "secp256r1");
    PublishedImage image = publish(Optional.of(key));
    JsonNode manifest =
        Json.mapper().readTree(registry.manifest(JOBS + signatures(image)).orElseThrow());
    byte[] wrong = key.sign("something else".getBytes(UTF_8));
    for (String text : List.of(Base64.getEncoder().encodeToString(wrong), "no base 64!", "AAAA")) {
      ArrayNode layers = (ArrayNode) manifest.path("layers");
      layers.get(0).path("annotations").asObject().put("dev.cosignproject.cosign/signature", text);
      registry.put(JOBS + signatures(image), Json.write(manifest));

      assertThat(isSigned(image, key.counterpart())).as(text).isFalse();
    }
  }

  @Test
  void what_is_no_such_key_is_refused_without_telling_what_it_is() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret"), "canary of a key");
    assertThatThrownBy(() -> SigningKey.read(secret))
        .isInstanceOf(KeyFailure.class)
        .hasMessageEndingWith("is no key in PEM");
    key("one", "secp256r1");
    assertThatThrownBy(() -> SigningKey.read(temporary.resolve("one.pub")))
        .hasMessageContaining("holds a `PUBLIC KEY`");
    assertThatThrownBy(() -> VerifyingKey.read(temporary.resolve("one.pem")))
        .hasMessageContaining("holds a `PRIVATE KEY`");
    assertThatThrownBy(() -> key("large", "secp384r1"))
        .hasMessageEndingWith("holds a key of another curve than P-256");
    Path broken = Files.writeString(temporary.resolve("broken"), pem("PRIVATE KEY", new byte[9]));
    assertThatThrownBy(() -> SigningKey.read(broken)).isInstanceOf(KeyFailure.class);
    Path half =
        Files.writeString(
            temporary.resolve("half"), pem("PUBLIC KEY", new byte[9]).replace("A", ""));
    assertThatThrownBy(() -> VerifyingKey.read(half)).isInstanceOf(KeyFailure.class);
  }

  /// Writes a pair of keys as OpenSSL does.
  private SigningKey key(String name, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    Path file = temporary.resolve(name + ".pem");
    Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        temporary.resolve(name + ".pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    return SigningKey.read(file);
  }

  private static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder().encodeToString(content);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, text, label);
  }

  private static String signatures(PublishedImage image) {
    return "sha256-" + image.manifest() + ".sig";
  }

  private PublishedImage publish(Optional<SigningKey> key) throws IOException {
    return shipyard.publish(workshop, Workshop.job("key"), SOURCE, key);
  }

  private boolean isSigned(PublishedImage image, VerifyingKey key) throws IOException {
    Path docker = temporary.resolve("docker");
    var address = RegistryAddress.parse(registry.host() + "/team/flights");
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
    try (Registry asked = Registry.at(address, credentials, Shipyard.PATIENCE)) {
      return asked.isSigned(image.name().repository(), image.manifest(), key);
    }
  }
}
