package dev.millwright.serving.process;

import dev.millwright.serving.graph.JsonValues;
import dev.millwright.serving.graph.Passage;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes an answer, and what stands behind it when the caller asks.
final class Answer {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private Answer() {}

  static byte[] json(Passage passage, boolean explain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      passage.outputs((name, value) -> JsonValues.property(json, name, value));
      if (explain) {
        json.writeObjectPropertyStart("_explain");
        explain(json, passage);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void explain(JsonGenerator json, Passage passage) {
    json.writeStringProperty("release", passage.graph().release().hex());
    json.writeStringProperty("asOf", passage.at().toString());
    json.writeObjectPropertyStart("versions");
    passage
        .graph()
        .versions()
        .forEach((address, version) -> json.writeStringProperty(address.toString(), version.hex()));
    json.writeEndObject();
    json.writeObjectPropertyStart("snapshots");
    passage
        .snapshots()
        .forEach((set, snapshot) -> json.writeStringProperty(set.text(), snapshot.hex()));
    json.writeEndObject();
    json.writeObjectPropertyStart("features");
    passage.features(
        (alias, value, status, imputed) -> {
          json.writeObjectPropertyStart(alias);
          JsonValues.property(json, "value", value);
          json.writeStringProperty("status", status.name());
          json.writeBooleanProperty("imputed", imputed);
          json.writeEndObject();
        });
    json.writeEndObject();
    json.writeObjectPropertyStart("inputs");
    passage.inputs((name, value) -> JsonValues.property(json, name, value));
    json.writeEndObject();
  }
}
