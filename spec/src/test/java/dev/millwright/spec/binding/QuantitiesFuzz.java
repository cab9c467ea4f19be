package dev.millwright.spec.binding;

import dev.millwright.spec.expression.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Any text as an amount of time or memory, a time, a type.
public final class QuantitiesFuzz {
  private QuantitiesFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Quantities.duration(text).ifPresent(it -> hold(!it.isNegative(), text));
    Quantities.memory(text).ifPresent(it -> hold(it > 0, text));
    Quantities.instant(text).ifPresent(it -> hold(it.getNano() % 1_000 == 0, text));
    DataType.ofWord(text)
        .ifPresent(it -> hold(DataType.ofWord(it.toString()).equals(Optional.of(it)), text));
  }

  private static void hold(boolean holds, String text) {
    if (!holds) {
      throw new AssertionError(text);
    }
  }
}
