package dev.millwright.serving.request;

import dev.millwright.serving.request.Violation.Code;
import dev.millwright.spec.expression.NamedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the array of a list or a vector. Only the first element that is wrong is told of: who
/// sends a thousand of another type has made one mistake.
final class ElementsReader {
  // Stands in violations for the place of the element, which is known only once there is one.
  private static final String PLACE = "[]";

  private final NamedType field;
  private final FieldReader element;
  private final Optional<Integer> dimension;

  ElementsReader(NamedType field) {
    this.field = field;
    this.element = new FieldReader(new NamedType(field.name() + PLACE, field.type().element()));
    this.dimension = field.type().dimension();
  }

  /// The values up to the end of the array that the parser is in; null when a violation was found.
  @Nullable Object read(JsonParser parser, List<Violation> violations) {
    List<@Nullable Object> values = new ArrayList<>(dimension.orElse(0));
    List<Violation> found = new ArrayList<>(0);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (found.isEmpty()) {
        values.add(element.read(parser, token, found));
      } else {
        parser.skipChildren();
      }
    }
    if (found.isEmpty()) {
      return counted(values, violations);
    }
    violations.add(placed(found.getFirst(), values.size() - 1));
    return null;
  }

  private @Nullable Object counted(List<@Nullable Object> values, List<Violation> violations) {
    if (dimension.isPresent() && dimension.get() != values.size()) {
      String message =
          "%s must have %d numbers (%s), not %d"
              .formatted(field.name(), dimension.get(), field.type(), values.size());
      violations.add(new Violation(field.name(), Code.OUT_OF_RANGE, message));
      return null;
    }
    return Collections.unmodifiableList(values);
  }

  private Violation placed(Violation found, int place) {
    int at = field.name().length();
    String behind = "[" + place + "]";
    return new Violation(
        field.name() + behind + found.field().substring(at + PLACE.length()),
        found.code(),
        field.name() + behind + found.message().substring(at + PLACE.length()));
  }
}
