package dev.millwright.server.api;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A call of the API.
///
/// @param path the values of the path's braces
/// @param query each query parameter's first value
/// @param body the body as text; empty when there is none
public record Call(Map<String, String> path, Map<String, String> query, String body) {
  private static final int LIMIT = 50;
  private static final int MOST = 1000;

  String id() {
    return path.getOrDefault("id", "");
  }

  Name name() {
    return parsed("name", path.getOrDefault("name", ""), Name::of);
  }

  Digest digest(String parameter) {
    return parsed(parameter, path.getOrDefault(parameter, ""), Digest::parse);
  }

  /// How many items a list may have.
  int limit() {
    int limit =
        Optional.ofNullable(query.get("limit"))
            .map(text -> parsed("limit", text, Integer::valueOf))
            .orElse(LIMIT);
    if (limit < 1 || limit > MOST) {
      throw Refusal.field("limit", "is a number from 1 to " + MOST);
    }
    return limit;
  }

  Optional<Long> after() {
    return Optional.ofNullable(query.get("after"))
        .map(text -> parsed("after", text, Long::valueOf));
  }

  /// The body, which is a JSON object; an empty body is an empty object.
  JsonNode json() {
    if (body.isBlank()) {
      return Json.mapper().createObjectNode();
    }
    try {
      JsonNode json = Json.mapper().readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw new Refusal(400, "malformed_json", "the body is not JSON: " + e.getOriginalMessage());
    }
    throw new Refusal(400, "malformed_json", "the body is not a JSON object");
  }

  static <T> T parsed(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.field(field, "cannot be read: " + e.getMessage());
    }
  }
}
