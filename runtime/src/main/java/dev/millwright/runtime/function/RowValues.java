package dev.millwright.runtime.function;

import dev.millwright.spec.expression.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values as rows carry them, and as an author's code takes and gives them.
final class RowValues {
  private static final Map<Class<?>, List<Class<?>>> UNBOXED =
      Map.of(
          boolean.class, List.of(Boolean.class),
          int.class, List.of(Integer.class),
          long.class, List.of(Integer.class, Long.class),
          float.class, List.of(Integer.class, Long.class, Float.class),
          double.class, List.of(Integer.class, Long.class, Float.class, Double.class));

  private RowValues() {}

  /// Whether a parameter of a method can be given any value of a type; what may be missing cannot
  /// be a primitive.
  static boolean takes(Class<?> parameter, DataType type) {
    return parameter.isPrimitive()
        ? !type.nullable() && UNBOXED.getOrDefault(parameter, List.of()).contains(javaType(type))
        : parameter.isAssignableFrom(javaType(type));
  }

  /// What a type is called in Java.
  static String javaName(DataType type) {
    return javaType(type).getSimpleName();
  }

  private static Class<?> javaType(DataType type) {
    return switch (type.base()) {
      case BOOL -> Boolean.class;
      case INT32 -> Integer.class;
      case INT64 -> Long.class;
      case FLOAT32 -> Float.class;
      case FLOAT64 -> Double.class;
      case STRING -> String.class;
      case BYTES -> byte[].class;
      case TIMESTAMP -> Instant.class;
      case DATE -> LocalDate.class;
      case LIST, VECTOR -> List.class;
    };
  }

  /// A value that is not null as a row carries it; nothing when it is none of the type. A number
  /// may come in any type whose numbers all fit.
  static Optional<Object> of(@Nullable Object value, DataType type) {
    return switch (type.base()) {
      case FLOAT64 ->
          value instanceof Number number && !(value instanceof Long)
              ? Optional.of(number.doubleValue())
              : whole(value).map(Long::doubleValue);
      case FLOAT32 -> Optional.ofNullable(value).filter(Float.class::isInstance);
      case INT64 -> whole(value).map(it -> it);
      case INT32 -> Optional.ofNullable(value).filter(Integer.class::isInstance);
      case LIST, VECTOR -> elements(value, type);
      case BOOL, STRING, BYTES, TIMESTAMP, DATE ->
          Optional.ofNullable(value).filter(javaType(type)::isInstance);
    };
  }

  private static Optional<Long> whole(@Nullable Object value) {
    return value instanceof Long || value instanceof Integer
        ? Optional.of(((Number) value).longValue())
        : Optional.empty();
  }

  private static Optional<Object> elements(@Nullable Object value, DataType type) {
    if (!(value instanceof List<?> list)
        || type.dimension().filter(it -> it != list.size()).isPresent()) {
      return Optional.empty();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : list) {
      Optional<Object> fitting = of(element, type.element());
      if (fitting.isEmpty()) {
        return Optional.empty();
      }
      elements.add(fitting.get());
    }
    return Optional.of(Collections.unmodifiableList(elements));
  }
}
