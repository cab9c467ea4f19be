package dev.millwright.serving.gateway;

import dev.millwright.serving.measure.FieldCounts;
import dev.millwright.spec.serving.Answered;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the fields of answers that pass, to count what they say.
final class AnswerFields {
  private static final int OK = 200;

  private final JsonFactory json = JsonFactory.builder().build();

  /// Counts nothing of a refusal, and nothing from where an answer is no JSON on.
  void count(Answered answer, FieldCounts counts) {
    if (answer.status() != OK) {
      return;
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), answer.body())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        count(parser, counts);
      }
    } catch (JacksonException notJson) {
      // Who asked has the answer; that it is none is not this one's to say.
    }
  }

  private static void count(JsonParser parser, FieldCounts counts) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> counts.add(field, parser.getDoubleValue());
        case VALUE_TRUE -> counts.add(field, true);
        case VALUE_FALSE -> counts.add(field, false);
        case VALUE_NULL -> counts.add(field, null);
        default -> parser.skipChildren();
      }
    }
  }
}
