package dev.millwright.builder.registry;

import dev.millwright.builder.signature.SignedText;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Signatures of the images of a repository, where cosign looks for them: in one manifest a layer
/// each, under the tag `sha256-DIGEST.sig`. It is a referrer as well.
///
/// @param name of the repository, with its registry
record Signatures(Repository repository, String name) {
  private static final String NOTE = "dev.cosignproject.cosign/signature";
  private static final String ARTIFACT = "application/vnd.dev.cosign.artifact.sig.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final long LARGEST = 1 << 20;

  /// A manifest of signatures that was put there.
  ///
  /// @param listed what a list of an image's attachments says of it
  /// @param before the one that it took the place of
  record Added(JsonNode listed, Optional<Digest> before) {}

  /// Adds a signature unless there is one by this key. Those of others stay.
  ///
  /// @return absent when there was one
  Optional<Added> sign(Digest image, JsonNode subject, SigningKey key) {
    SignedText text = SignedText.of(name, image);
    ManifestAnswer before = repository.manifest(tag(image));
    ArrayNode layers = layers(before);
    if (layers.valueStream().anyMatch(it -> isBy(key.counterpart(), text, it))) {
      return Optional.empty();
    }
    boolean _ = repository.push(text.text());
    layers.add(layer(text, key));
    ManifestText manifest = manifest(layers, subject);
    repository.push(manifest, tag(image));
    ObjectNode listed = ImageBlobs.descriptor(ImageBlobs.MANIFEST, manifest.text());
    return Optional.of(new Added(listed.put("artifactType", ARTIFACT), before.digest()));
  }

  /// Whether a key has signed an image.
  boolean isSigned(Digest image, VerifyingKey key) throws IOException {
    for (JsonNode layer : layers(repository.manifest(tag(image)))) {
      if (layer.path("size").asLong() <= LARGEST) {
        SignedText text = text(layer);
        if (text.isOf(image) && isBy(key, text, layer)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String tag(Digest image) {
    return "sha256-" + image + ".sig";
  }

  private static ArrayNode layers(ManifestAnswer signatures) {
    ArrayNode layers = Json.mapper().createArrayNode();
    try {
      Json.mapper().readTree(signatures.text()).path("layers").forEach(layers::add);
    } catch (JacksonException none) {
      layers.removeAll();
    }
    return layers;
  }

  private static boolean isBy(VerifyingKey key, SignedText text, JsonNode layer) {
    String signature = layer.path("annotations").path(NOTE).asString("");
    boolean isOfText = layer.path("digest").asString("").equals("sha256:" + Digest.of(text.text()));
    try {
      return isOfText && key.verifies(text.bytes(), Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private SignedText text(JsonNode layer) throws IOException {
    Path file = Files.createTempFile("signed-", ".json");
    try {
      String digest = layer.path("digest").asString("").replaceFirst("^sha256:", "");
      repository.pull(new Digest(digest), file);
      return new SignedText(Files.readString(file));
    } finally {
      Files.delete(file);
    }
  }

  private static JsonNode layer(SignedText text, SigningKey key) {
    ObjectNode layer = ImageBlobs.descriptor(SignedText.TYPE, text.text());
    String signature = Base64.getEncoder().encodeToString(key.sign(text.bytes()));
    layer.putObject("annotations").put(NOTE, signature);
    return layer;
  }

  private ManifestText manifest(ArrayNode layers, JsonNode subject) {
    String config = config(layers);
    boolean _ = repository.push(config);
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", ImageBlobs.MANIFEST);
    manifest.put("artifactType", ARTIFACT);
    manifest.set("config", ImageBlobs.descriptor(CONFIG, config));
    manifest.set("layers", layers);
    manifest.set("subject", subject);
    return new ManifestText(Json.write(manifest), ImageBlobs.MANIFEST);
  }

  /// What reads it as an image, finds as many layers here as there.
  private static String config(ArrayNode layers) {
    ObjectNode config = Json.mapper().createObjectNode();
    config.put("architecture", "").put("os", "");
    ArrayNode diffIds = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    layers.forEach(layer -> diffIds.add(layer.path("digest").asString()));
    return Json.write(config);
  }
}
