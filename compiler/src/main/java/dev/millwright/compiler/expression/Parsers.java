package dev.millwright.compiler.expression;

import java.io.Reader;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.impl.SqlParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/// Calcite's parser. One that came to a good end is used again, since its tables and buffers cost
/// more than most expressions. Safe for several threads, and never holds more than there were at
/// work at once.
final class Parsers {
  private static final SqlParser.Config LANGUAGE =
      SqlParser.config()
          .withUnquotedCasing(Casing.UNCHANGED)
          // Standard SQL has no `%`.
          .withConformance(SqlConformanceEnum.LENIENT)
          .withIdentifierMaxLength(256);

  private final Queue<SqlAbstractParserImpl> idle = new ConcurrentLinkedQueue<>();

  SqlNode expression(String text) throws SqlParseException {
    SqlAbstractParserImpl parser = parser(text);
    SqlNode node =
        SqlParser.create(text, LANGUAGE.withParserFactory(_ -> parser)).parseExpression();
    idle.add(parser);
    return node;
  }

  private SqlAbstractParserImpl parser(String text) {
    Reader reader = new EndingReader(text);
    Optional<SqlAbstractParserImpl> used = Optional.ofNullable(idle.poll());
    used.ifPresent(
        parser -> {
          parser.ReInit(reader);
          parser.setOriginalSql(text);
        });
    return used.orElseGet(() -> SqlParserImpl.FACTORY.getParser(reader));
  }
}
