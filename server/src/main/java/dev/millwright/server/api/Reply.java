package dev.millwright.server.api;

import dev.millwright.spec.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back to the caller.
///
/// @param type the body's media type
public record Reply(int status, String type, String body) {
  private static final String JSON = "application/json";

  static Reply json(Object body) {
    return json(200, body);
  }

  static Reply json(int status, Object body) {
    return new Reply(status, JSON, Json.write(body));
  }

  static Reply text(String body) {
    return new Reply(200, "text/plain; charset=utf-8", body);
  }

  /// A refusal, in the one form that all of them have.
  ///
  /// @param code stable, for programs
  public static Reply error(int status, String code, String message) {
    return error(status, code, message, "");
  }

  /// @param hint something to type, or empty
  static Reply error(int status, String code, String message, String hint) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", status);
    error.put("code", code);
    error.put("message", message);
    if (!hint.isEmpty()) {
      error.put("hint", hint);
    }
    return json(status, Map.of("error", error));
  }

  static Reply notFound(String what) {
    return error(404, "not_found", what);
  }
}
