package dev.millwright.serving.request;

import dev.millwright.serving.request.Violation.Code;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.expression.NamedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads requests of one graph. Safe for use by many threads.
public final class RequestReader {
  private static final int MOST_VIOLATIONS = 100;
  private static final int LONGEST_NAME = 64;

  private final JsonFactory json = JsonFactory.builder().build();
  private final FieldReader[] fields;
  private final Map<String, Integer> index = new HashMap<>();

  public RequestReader(List<NamedType> fields) {
    this.fields = fields.stream().map(FieldReader::new).toArray(FieldReader[]::new);
    for (int i = 0; i < this.fields.length; i++) {
      index.put(this.fields[i].name(), i);
    }
  }

  /// Reads one body.
  ///
  /// @param width the length of the row that a valid request starts; at least the number of fields
  public Parsed read(byte[] body, int width) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), body)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new Parsed.Malformed("the body is empty; a JSON object is asked");
      }
      Parsed parsed = first == JsonToken.START_OBJECT ? object(parser, width) : notAnObject(parser);
      return parser.nextToken() == null
          ? parsed
          : new Parsed.Malformed("something follows the JSON value");
    } catch (JacksonException e) {
      return new Parsed.Malformed("not JSON: " + Text.shown(e.getOriginalMessage()) + place(e));
    }
  }

  private static Parsed notAnObject(JsonParser parser) {
    parser.skipChildren();
    return new Parsed.Violating(
        List.of(new Violation("", Code.WRONG_TYPE, "the body must be a JSON object")));
  }

  private Parsed object(JsonParser parser, int width) {
    @Nullable Object[] row = new @Nullable Object[width];
    boolean[] seen = new boolean[fields.length];
    List<Violation> violations = new ArrayList<>(0);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Integer at = index.get(name);
      JsonToken token = parser.nextToken();
      if (at == null) {
        violations.add(unknown(name));
        parser.skipChildren();
      } else if (seen[at]) {
        violations.add(new Violation(name, Code.DUPLICATE_FIELD, name + " stands twice"));
        parser.skipChildren();
      } else {
        seen[at] = true;
        row[at] = fields[at].read(parser, token, violations);
      }
      if (violations.size() >= MOST_VIOLATIONS) {
        skipTheRest(parser);
        return new Parsed.Violating(violations);
      }
    }
    addMissing(seen, violations);
    return violations.isEmpty() ? new Parsed.Valid(row) : new Parsed.Violating(violations);
  }

  private static void skipTheRest(JsonParser parser) {
    while (parser.nextToken() != null) {
      // the body must be JSON to its end
    }
  }

  private void addMissing(boolean[] seen, List<Violation> violations) {
    for (int i = 0; i < fields.length; i++) {
      if (!seen[i] && fields[i].isRequired()) {
        String name = fields[i].name();
        violations.add(new Violation(name, Code.MISSING_FIELD, name + " is missing"));
      }
    }
  }

  private Violation unknown(String name) {
    // The letters of a hostile name are not worth comparing.
    Optional<String> meant =
        name.length() > LONGEST_NAME ? Optional.empty() : Nearest.to(name, index.keySet());
    String shown = Text.shown(name);
    String message =
        "there is no field " + shown + meant.map(near -> "; did you mean " + near + "?").orElse("");
    return new Violation(shown, Code.UNKNOWN_FIELD, message);
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
