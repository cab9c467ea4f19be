package dev.millwright.compiler.expression;

import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Expression;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlUnknownLiteral;

/// Types `TIMESTAMP '2001-04-01 12:00:00'` and `DATE '2001-04-01'`, which the parser leaves as a
/// word and a text.
record TimeLiteral(TreeTyper typer) {
  private static final String TIMESTAMP =
      "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?";

  Expression type(SqlUnknownLiteral literal) {
    String text = Objects.requireNonNull(literal.getValue()).strip();
    try {
      return switch (literal.tag) {
        case "TIMESTAMP" -> timestamp(literal, text);
        case "DATE" -> Trees.literal(BaseType.DATE, date(text).toString());
        default -> typer.unsupported(literal, literal.tag + " '" + text + "'");
      };
    } catch (DateTimeParseException e) {
      return wrong(literal, "there is no " + literal.tag + " '" + text + "'");
    }
  }

  private Expression timestamp(SqlUnknownLiteral literal, String text) {
    if (!text.matches(TIMESTAMP)) {
      return wrong(
          literal, "a timestamp is written '2001-04-01 12:00:00', with at most six more digits");
    }
    LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
    date(text.substring(0, 10));
    return Trees.literal(BaseType.TIMESTAMP, time.toInstant(ZoneOffset.UTC).toString());
  }

  private static LocalDate date(String text) {
    LocalDate date = LocalDate.parse(text);
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new DateTimeParseException("outside of the years 1 to 9999", text, 0);
    }
    return date;
  }

  private Expression wrong(SqlUnknownLiteral literal, String message) {
    typer.problem(literal, Rule.EXPRESSION_TYPE, message, Optional.empty());
    return Trees.unknown();
  }
}
