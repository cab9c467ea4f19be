package dev.millwright.builder.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is signed of an image: its digest, and where it is.
public record SignedText(String text) {
  /// Its media type.
  public static final String TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String KIND = "cosign container image signature";

  /// @param repository with its registry
  public static SignedText of(String repository, Digest image) {
    ObjectNode text = Json.mapper().createObjectNode();
    ObjectNode critical = text.putObject("critical");
    critical.putObject("identity").put("docker-reference", repository);
    critical.putObject("image").put("docker-manifest-digest", "sha256:" + image);
    critical.put("type", KIND);
    text.putNull("optional");
    return new SignedText(Json.write(text));
  }

  public byte[] bytes() {
    return text.getBytes(UTF_8);
  }

  /// Whether it is of an image, whoever wrote it.
  public boolean isOf(Digest image) {
    try {
      JsonNode critical = Json.mapper().readTree(text).path("critical");
      return critical.path("type").asString("").equals(KIND)
          && critical.at("/image/docker-manifest-digest").asString("").equals("sha256:" + image);
    } catch (JacksonException e) {
      return false;
    }
  }
}
