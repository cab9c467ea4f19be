package dev.millwright.offline.sql;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// The values of a type at which engines differ, null first.
final class EdgeValues {
  private EdgeValues() {}

  static List<Object> of(BaseType type) {
    return switch (type) {
      case BOOL -> Arrays.asList(null, true, false);
      case INT32 ->
          Arrays.asList(null, 0, 1, -1, 2, 7, -60, Integer.MAX_VALUE, Integer.MIN_VALUE, 16777217);
      case INT64 -> longs();
      case FLOAT32 -> floats();
      case FLOAT64 -> doubles();
      case STRING -> texts();
      case BYTES ->
          Arrays.asList(null, new byte[0], new byte[] {0}, new byte[] {127}, new byte[] {-128, 1});
      case TIMESTAMP -> instants();
      case DATE -> dates();
      case LIST, VECTOR -> throw new IllegalArgumentException("of what is not said: " + type);
    };
  }

  /// Of a list or a vector, null first; short and long ones, whose elements are missing, zero, or
  /// not there.
  static List<Object> of(DataType type) {
    if (type.base().isScalar()) {
      return of(type.base());
    }
    List<Object> elements = new ArrayList<>(of(type.element()));
    if (!type.element().nullable()) {
      elements.removeIf(Objects::isNull);
    }
    int longest = elements.size();
    List<Object> values = new ArrayList<>();
    values.add(null);
    type.dimension()
        .ifPresentOrElse(
            dimension -> {
              for (int i = 0; i + dimension <= longest; i++) {
                values.add(List.copyOf(elements.subList(i, i + dimension)));
              }
            },
            () -> {
              for (int size : List.of(0, 1, 2, 3, longest)) {
                int end = Math.min(size, longest);
                values.add(Collections.unmodifiableList(elements.subList(0, end)));
                values.add(Collections.unmodifiableList(elements.subList(longest - end, longest)));
              }
            });
    return values;
  }

  private static List<Object> longs() {
    return Arrays.asList(
        null,
        0L,
        1L,
        -1L,
        2L,
        3L,
        -7L,
        1_000_000L,
        (1L << 24) + 1,
        (1L << 31),
        -(1L << 31) - 1,
        (1L << 53) + 1,
        // Twice rounded, by way of a double, it becomes another float.
        (1L << 60) + (1L << 36) + 1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1);
  }

  private static List<Object> floats() {
    return Arrays.asList(
        null,
        0f,
        -0f,
        1f,
        -1.5f,
        0.1f,
        2.5f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        9.2233720e18f,
        2.1474836e9f);
  }

  private static List<Object> doubles() {
    return Arrays.asList(
        null,
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        0.49999999999999994,
        -0.49999999999999994,
        4503599627370497.0,
        -4503599627370497.5,
        9007199254740993.0,
        0x1p63,
        -0x1p63,
        9.223372036854774784e18,
        2147483647.5,
        -2147483648.9,
        3.4028235677973366e38,
        1e-50,
        1e308,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY);
  }

  private static List<Object> texts() {
    return Arrays.asList(
        null,
        "",
        " ",
        "a",
        "A b ",
        "  \tab\u00a0 ",
        "it's",
        "a\\_b",
        "100%",
        "a_c",
        "%",
        "_",
        "\uff5e",
        "\ud83d\ude00",
        "x\ud83d\ude00y\ud83d\ude01",
        "e\u0301",
        "Stra\u00dfe",
        "\u0130\u0131\u01c5",
        "\u03a3\u03c3\u03c2",
        "line\nbreak",
        "12",
        "+7",
        "-0",
        " 5",
        "1e3",
        "1.5",
        "1_000",
        "\u0663",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "\ud83d\ude00lang".repeat(5_000));
  }

  private static List<Object> instants() {
    return instants(
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "1969-12-31T23:00:00.000001Z",
        "1900-02-28T12:30:00Z",
        "2000-02-29T23:59:59.999999Z",
        "2001-03-31T02:30:00Z",
        "2024-02-29T00:00:00Z",
        "2024-12-30T07:08:09.5Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00.000001Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999Z");
  }

  private static List<Object> instants(String... texts) {
    List<Object> instants = new ArrayList<>(Arrays.asList((Object) null));
    Arrays.stream(texts).map(Instant::parse).forEach(instants::add);
    return instants;
  }

  private static List<Object> dates() {
    return Arrays.asList(
        null,
        LocalDate.EPOCH,
        LocalDate.of(1969, 12, 31),
        LocalDate.of(1900, 3, 1),
        LocalDate.of(2000, 2, 29),
        LocalDate.of(2024, 12, 30),
        LocalDate.of(1, 1, 1),
        LocalDate.of(9999, 12, 31));
  }
}
