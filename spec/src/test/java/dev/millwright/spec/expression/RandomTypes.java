package dev.millwright.spec.expression;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Types, and texts that nearly are.
public record RandomTypes(Random random) {
  private static final List<BaseType> SCALARS =
      Stream.of(BaseType.values()).filter(BaseType::isScalar).toList();
  private static final List<String> PARTS =
      List.of(
          "list", "vector", "int64", "float32", "string", "float", "<", "<", ">", ">", ",", "?",
          " ", " ", "3", "384", "0", "20000", "-1", "é");

  DataType any() {
    return any(DataType.MOST_NESTED);
  }

  private DataType any(int lists) {
    DataType type =
        switch (random.nextInt(4)) {
          case 0 -> vector();
          case 1, 2 -> lists > 0 ? DataType.listOf(any(lists - 1)) : scalar();
          default -> scalar();
        };
    return random.nextInt(3) == 0 ? type.orNull() : type;
  }

  private DataType scalar() {
    return DataType.of(SCALARS.get(random.nextInt(SCALARS.size())));
  }

  private DataType vector() {
    BaseType number = random.nextBoolean() ? BaseType.FLOAT32 : BaseType.FLOAT64;
    return DataType.vectorOf(number, 1 + random.nextInt(DataType.MOST_DIMENSIONS));
  }

  /// A type with a part more, less or changed, or parts in any order.
  public static String nonsense(Random random) {
    if (random.nextInt(4) == 0) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(9); i >= 0; i--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      return text.toString();
    }
    String type = new RandomTypes(random).any().toString();
    int at = random.nextInt(type.length());
    String part = PARTS.get(random.nextInt(PARTS.size()));
    return switch (random.nextInt(3)) {
      case 0 -> type.substring(0, at) + part + type.substring(at);
      case 1 -> type.substring(0, at) + type.substring(at + 1);
      default -> type.substring(0, at) + part + type.substring(at + 1);
    };
  }
}
