package dev.millwright.runtime.expression;

import dev.millwright.runtime.expression.Functions.Strict;
import dev.millwright.spec.expression.Operator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Arithmetic in int64 and float64: what leaves the range, divides by zero or is not a number is
/// null.
final class Numbers {
  private Numbers() {}

  /// A floating value, null when it is NaN or infinite.
  static @Nullable Object finite(@Nullable Object value) {
    boolean nonsense =
        (value instanceof Double number && !Double.isFinite(number))
            || (value instanceof Float single && !Float.isFinite(single));
    return nonsense ? null : value;
  }

  static Strict whole(Operator operator) {
    return switch (operator) {
      case ADD -> values -> exact(() -> Math.addExact(at(values, 0), at(values, 1)));
      case SUBTRACT -> values -> exact(() -> Math.subtractExact(at(values, 0), at(values, 1)));
      case MULTIPLY -> values -> exact(() -> Math.multiplyExact(at(values, 0), at(values, 1)));
      case DIVIDE ->
          values ->
              at(values, 1) == 0
                  ? null
                  : exact(() -> Math.divideExact(at(values, 0), at(values, 1)));
      case MODULO -> values -> modulo(at(values, 0), at(values, 1));
      case NEGATE -> values -> exact(() -> Math.negateExact(at(values, 0)));
      case ABS -> values -> exact(() -> Math.absExact(at(values, 0)));
      case FLOOR, CEIL, ROUND -> values -> at(values, 0);
      case SIGN -> values -> (long) Long.signum(at(values, 0));
      default -> floating(operator);
    };
  }

  static Strict floating(Operator operator) {
    return switch (operator) {
      case ADD -> two((a, b) -> a + b);
      case SUBTRACT -> two((a, b) -> a - b);
      case MULTIPLY -> two((a, b) -> a * b);
      case DIVIDE -> two((a, b) -> b == 0 ? Double.NaN : a / b);
      case MODULO -> two((a, b) -> b == 0 ? Double.NaN : a % b);
      case POWER -> two(Math::pow);
      case NEGATE -> one(a -> -a);
      case ABS -> one(Math::abs);
      case FLOOR -> one(Math::floor);
      case CEIL -> one(Math::ceil);
      case ROUND -> one(Numbers::rounded);
      case SIGN -> one(a -> a > 0 ? 1 : a < 0 ? -1 : 0);
      case SQRT -> one(Math::sqrt);
      case LN -> one(a -> a <= 0 ? Double.NaN : Math.log(a));
      case EXP -> one(Math::exp);
      case SIN -> one(Math::sin);
      case COS -> one(Math::cos);
      case RADIANS -> one(a -> a * 0.017453292519943295);
      default -> throw new IllegalArgumentException(operator + " is no arithmetic");
    };
  }

  /// What is behind the point is exact, so that no sum with a half can round it up.
  private static double rounded(double number) {
    double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
    return Math.abs(number - whole) >= 0.5 ? whole + Math.copySign(1, number) : whole;
  }

  private static @Nullable Object modulo(long left, long right) {
    return right == 0 || (left == Long.MIN_VALUE && right == -1) ? null : (Object) (left % right);
  }

  private static Strict one(DoubleUnaryOperator function) {
    return values -> finite(function.applyAsDouble(((Number) values[0]).doubleValue()));
  }

  private static Strict two(DoubleBinaryOperator function) {
    return values ->
        finite(
            function.applyAsDouble(
                ((Number) values[0]).doubleValue(), ((Number) values[1]).doubleValue()));
  }

  private static long at(Object[] values, int index) {
    return ((Number) values[index]).longValue();
  }

  private static @Nullable Object exact(java.util.function.LongSupplier result) {
    try {
      return result.getAsLong();
    } catch (ArithmeticException overflow) {
      return null;
    }
  }
}
