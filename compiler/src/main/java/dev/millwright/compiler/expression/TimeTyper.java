package dev.millwright.compiler.expression;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/// Types functions of times.
record TimeTyper(CallTyper calls) {
  private static final Set<Operator> OF_DATES =
      Set.of(
          Operator.EXTRACT_YEAR,
          Operator.EXTRACT_MONTH,
          Operator.EXTRACT_DAY,
          Operator.EXTRACT_DAY_OF_WEEK);

  Expression type(SqlCall call) {
    return switch (call.getKind()) {
      case EXTRACT -> extract(call);
      case TIMESTAMP_ADD ->
          added(call, calls.argument(call.operand(1)), call.operand(0), call.operand(2));
      default -> between(call);
    };
  }

  /// `x + INTERVAL '2' HOUR`.
  Expression interval(SqlCall call) {
    SqlIntervalLiteral literal = call.operand(1);
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    Optional<Long> seconds = CallTyper.seconds(value.getIntervalQualifier());
    if (seconds.isEmpty() || !value.getIntervalLiteral().matches("[0-9]{1,9}")) {
      return calls.typer().unsupported(call.operand(1), literal.toString());
    }
    long sign = (call.getKind() == SqlKind.MINUS ? -1 : 1) * (long) value.getSign();
    long amount = sign * Long.parseLong(value.getIntervalLiteral()) * seconds.get();
    return plus(call.operand(0), Trees.literal(BaseType.INT64, Long.toString(amount)));
  }

  Expression floored(SqlCall call, SqlIntervalQualifier unit) {
    Expression time = calls.argument(call.operand(0));
    Optional<Operator> operator =
        switch (unit.timeUnitRange) {
          case HOUR -> Optional.of(Operator.FLOOR_TO_HOUR);
          case DAY -> Optional.of(Operator.FLOOR_TO_DAY);
          default -> Optional.empty();
        };
    if (operator.isEmpty() || call.getKind() == SqlKind.CEIL) {
      return calls.typer().unsupported(call, call.toString());
    }
    return time.type().base() == BaseType.TIMESTAMP
        ? Trees.strict(operator.get(), BaseType.TIMESTAMP, List.of(time))
        : calls.wrong(call.operand(0), "a timestamp is asked here, and this is " + time.type());
  }

  private Expression extract(SqlCall call) {
    Expression time = calls.argument(call.operand(1));
    String unit =
        call.operand(0) instanceof SqlIntervalQualifier qualifier
            ? qualifier.timeUnitRange.name()
            : call.operand(0).toString();
    Optional<Operator> operator =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "YEAR" -> Optional.of(Operator.EXTRACT_YEAR);
          case "MONTH" -> Optional.of(Operator.EXTRACT_MONTH);
          case "DAY" -> Optional.of(Operator.EXTRACT_DAY);
          case "HOUR" -> Optional.of(Operator.EXTRACT_HOUR);
          case "MINUTE" -> Optional.of(Operator.EXTRACT_MINUTE);
          case "DOW", "ISODOW" -> Optional.of(Operator.EXTRACT_DAY_OF_WEEK);
          case "EPOCH" -> Optional.of(Operator.EXTRACT_EPOCH);
          default -> Optional.empty();
        };
    if (operator.isEmpty()) {
      return calls.typer().unsupported(call.operand(0), "EXTRACT(" + unit + " …)");
    }
    boolean dates = time.type().base() == BaseType.DATE && OF_DATES.contains(operator.get());
    return time.type().base() == BaseType.TIMESTAMP || dates
        ? Trees.strict(operator.get(), BaseType.INT64, List.of(time))
        : calls.wrong(call.operand(1), "a timestamp is asked here, and this is " + time.type());
  }

  private Expression added(SqlCall call, Expression amount, SqlNode unit, SqlNode time) {
    Optional<Long> seconds = CallTyper.seconds(unit);
    if (seconds.isEmpty()) {
      return calls.typer().unsupported(unit, unit.toString());
    }
    if (Trees.arithmetic(amount.type().base()) != BaseType.INT64
        || !amount.type().base().isNumeric()) {
      return calls.wrong(
          call.operand(1), "a whole number is asked here, and this is " + amount.type());
    }
    Expression wide = Trees.widened(amount, BaseType.INT64).orElse(amount);
    Expression scaled =
        seconds.get() == 1
            ? wide
            : Trees.strict(
                Operator.MULTIPLY,
                BaseType.INT64,
                List.of(wide, Trees.literal(BaseType.INT64, seconds.get().toString())));
    return plus(time, scaled);
  }

  private Expression plus(SqlNode time, Expression seconds) {
    Expression at = calls.argument(time);
    return at.type().base() == BaseType.TIMESTAMP
        ? Trees.strict(Operator.ADD_SECONDS, BaseType.TIMESTAMP, List.of(seconds, at))
        : calls.wrong(time, "a timestamp is asked here, and this is " + at.type());
  }

  private Expression between(SqlCall call) {
    Optional<Long> seconds = CallTyper.seconds(call.operand(0));
    if (seconds.isEmpty()) {
      return calls.typer().unsupported(call.operand(0), call.operand(0).toString());
    }
    Expression from = calls.argument(call.operand(1));
    Expression to = calls.argument(call.operand(2));
    if (from.type().base() != BaseType.TIMESTAMP || to.type().base() != BaseType.TIMESTAMP) {
      return calls.wrong(
          call,
          "two timestamps are asked here, and these are " + from.type() + " and " + to.type());
    }
    Expression difference =
        Trees.strict(Operator.SECONDS_BETWEEN, BaseType.INT64, List.of(from, to));
    return seconds.get() == 1
        ? difference
        : Trees.strict(
            Operator.DIVIDE,
            BaseType.INT64,
            List.of(difference, Trees.literal(BaseType.INT64, seconds.get().toString())));
  }
}
