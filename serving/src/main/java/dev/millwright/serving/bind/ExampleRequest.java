package dev.millwright.serving.bind;

import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request made up from what stores hold.
final class ExampleRequest {
  private final List<NamedType> request;
  private final Map<String, String> entities = new LinkedHashMap<>();
  private Instant known = Instant.EPOCH;

  ExampleRequest(List<NamedType> request) {
    this.request = request;
  }

  /// Takes a key of a set's store.
  void use(List<NamedType> keys, OnlineStore.Sample sample) {
    for (int i = 0; i < keys.size(); i++) {
      entities.putIfAbsent(keys.get(i).name(), sample.entity().get(i));
    }
    known = sample.known().isAfter(known) ? sample.known() : known;
  }

  /// The fields as JSON has them.
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    request.forEach(field -> fields.put(field.name(), value(field)));
    return fields;
  }

  private Object value(NamedType field) {
    String key = entities.get(field.name());
    return value(field.type(), key);
  }

  private Object value(DataType type, @Nullable String key) {
    return switch (type.base()) {
      case BOOL -> key == null || Boolean.parseBoolean(key);
      case INT32, INT64 -> key == null ? 1L : Long.parseLong(key);
      case FLOAT32, FLOAT64 -> key == null ? 1.0 : Double.parseDouble(key);
      case STRING -> key == null ? "example" : key;
      case BYTES -> "";
      case TIMESTAMP -> known.toString();
      case DATE -> known.toString().substring(0, 10);
      case LIST -> List.of(value(type.element(), null));
      case VECTOR -> Collections.nCopies(type.dimension().orElseThrow(), 1.0);
    };
  }
}
