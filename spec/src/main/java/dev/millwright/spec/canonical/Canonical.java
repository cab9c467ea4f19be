package dev.millwright.spec.canonical;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Canonical JSON (RFC 8785): keys sorted, no white space, numbers as ECMAScript prints them.
///
/// Numbers there are doubles, so integers beyond 2^53 are written as strings: no two become one.
public final class Canonical {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final JsonMapper PLAIN = JsonMapper.shared();

  private Canonical() {}

  /// The canonical text.
  ///
  /// @throws IllegalArgumentException when a number is not finite
  public static String text(JsonNode node) {
    // The library takes objects and arrays only, so every value stands in an array on its way.
    ArrayNode wrapped = JsonNodeFactory.instance.arrayNode().add(exact(node));
    try {
      String text = new JsonCanonicalizer(PLAIN.writeValueAsString(wrapped)).getEncodedString();
      return text.substring(1, text.length() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree always has a canonical text", e);
    }
  }

  /// The canonical text of a word of this module.
  public static String text(Object value) {
    return text(tree(value));
  }

  public static Digest digest(JsonNode node) {
    return Digest.of(text(node));
  }

  /// The digest of the canonical text of a word of this module.
  public static Digest digest(Object value) {
    return Digest.of(text(value));
  }

  /// The value as a tree, as [Json] writes it.
  public static JsonNode tree(Object value) {
    return value instanceof JsonNode node ? node : Json.mapper().valueToTree(value);
  }

  private static JsonNode exact(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> exactObject(object);
      case ArrayNode array -> exactArray(array);
      default -> node.isNumber() ? exactNumber(node) : node;
    };
  }

  private static JsonNode exactObject(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> copy.set(entry.getKey(), exact(entry.getValue())));
    return copy;
  }

  private static JsonNode exactArray(ArrayNode array) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    array.forEach(element -> copy.add(exact(element)));
    return copy;
  }

  private static JsonNode exactNumber(JsonNode number) {
    if (number.isIntegralNumber()) {
      BigInteger value = number.bigIntegerValue();
      boolean exact = value.abs().compareTo(EXACT) <= 0;
      return exact ? number : JsonNodeFactory.instance.stringNode(value.toString());
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("JSON has no " + number.doubleValue());
    }
    return number;
  }
}
