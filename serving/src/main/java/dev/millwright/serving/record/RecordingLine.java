package dev.millwright.serving.record;

import dev.millwright.serving.graph.JsonValues;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.graph.ValueVisitor;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a record as one line of JSON.
final class RecordingLine {
  private final JsonFactory factory = JsonFactory.builder().build();

  /// The line's bytes, its line feed included.
  byte[] of(Recording recording) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      head(json, recording);
      object(json, "request", recording.passage()::request);
      object(json, "inputs", recording.passage()::inputs);
      object(json, "outputs", recording.passage()::outputs);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void head(JsonGenerator json, Recording recording) {
    Passage passage = recording.passage();
    json.writeStringProperty("request_id", recording.requestId());
    json.writeStringProperty("at", passage.at().toString());
    json.writeStringProperty("arrived", passage.arrived().toString());
    json.writeStringProperty("release", passage.graph().release().hex());
    json.writeNumberProperty("status", recording.status());
    json.writeNumberProperty("latency_ms", recording.nanos() / 1e6);
  }

  private static void object(JsonGenerator json, String name, Consumer<ValueVisitor> values) {
    json.writeObjectPropertyStart(name);
    values.accept((key, value) -> JsonValues.property(json, key, value));
    json.writeEndObject();
  }
}
