package dev.millwright.runtime.online;

import dev.millwright.spec.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  /// The values' texts, as [#of] wrote them.
  static List<String> texts(byte[] key) {
    List<String> texts = new ArrayList<>();
    int at = 0;
    while (at < key.length) {
      int colon = at;
      while (key[colon] != ':') {
        colon++;
      }
      int length = Integer.parseInt(new String(key, at, colon - at, StandardCharsets.UTF_8));
      texts.add(new String(key, colon + 1, length, StandardCharsets.UTF_8));
      at = colon + 1 + length;
    }
    return texts;
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Digest.of(bytes).hex() : value.toString();
  }
}
