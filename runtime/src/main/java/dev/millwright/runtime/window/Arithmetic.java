package dev.millwright.runtime.window;

import dev.millwright.spec.expression.BaseType;

/// How the values of a column add and compare. Values travel as 64 bits: whole numbers as they are,
/// others as the bits of a double.
public enum Arithmetic {
  WHOLE {
    @Override
    public long bits(Object value) {
      return switch (value) {
        case Boolean truth -> truth ? 1 : 0;
        case Number number -> number.longValue();
        default -> 0;
      };
    }

    @Override
    double number(long bits) {
      return bits;
    }

    @Override
    int compare(long left, long right) {
      return Long.compare(left, right);
    }
  },
  FLOATING {
    @Override
    public long bits(Object value) {
      return Double.doubleToRawLongBits(((Number) value).doubleValue());
    }

    @Override
    double number(long bits) {
      return Double.longBitsToDouble(bits);
    }

    @Override
    int compare(long left, long right) {
      return Double.compare(number(left), number(right));
    }
  };

  /// The arithmetic of a column's type. Of what is no number the values count and nothing else; the
  /// compiler refuses other statistics.
  public static Arithmetic of(BaseType type) {
    return switch (type) {
      case BOOL, INT32, INT64, STRING, BYTES, TIMESTAMP, DATE -> WHOLE;
      case FLOAT32, FLOAT64 -> FLOATING;
      case LIST, VECTOR -> throw new IllegalArgumentException("no windows over a " + type);
    };
  }

  /// The bits of a value that is not null.
  public abstract long bits(Object value);

  abstract double number(long bits);

  abstract int compare(long left, long right);
}
