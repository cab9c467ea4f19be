package dev.millwright.runtime.online;

import dev.millwright.spec.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A key's values as bytes that compare equal when the values do.
final class EntityKey {
  private EntityKey() {}

  /// @param entity canonical values; none is null, since a null key matches nothing
  static byte[] of(List<?> entity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object value : entity) {
      byte[] text = text(value).getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes((text.length + ":").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Digest.of(bytes).hex() : value.toString();
  }
}
