package dev.millwright.serving.process;

import dev.millwright.serving.request.Violation;
import dev.millwright.spec.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer that is an error: a status, a stable code, a sentence, and where it applies the field
/// and the step.
public record Problem(
    int status, String code, String message, String step, List<Violation> fields) {
  public Problem {
    fields = List.copyOf(fields);
  }

  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, "", List.of());
  }

  static Problem violating(String step, List<Violation> fields) {
    Violation first = fields.getFirst();
    return new Problem(422, first.code().toString(), first.message(), step, fields);
  }

  /// `{"error": {...}}`.
  public byte[] json() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", status);
    error.put("code", code);
    error.put("message", message);
    if (!step.isEmpty()) {
      error.put("step", step);
    }
    if (!fields.isEmpty()) {
      error.put("field", fields.getFirst().field());
      error.put("fields", fields.stream().map(Problem::field).toList());
    }
    return Json.mapper().writeValueAsBytes(Map.of("error", error));
  }

  private static Map<String, String> field(Violation violation) {
    return Map.of(
        "field",
        violation.field(),
        "code",
        violation.code().toString(),
        "message",
        violation.message());
  }
}
