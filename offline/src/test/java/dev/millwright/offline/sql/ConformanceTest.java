package dev.millwright.offline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.expression.Typed;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.spec.expression.Operator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// DuckDB and the JVM give one answer to one expression.
@TestInstance(Lifecycle.PER_CLASS)
final class ConformanceTest {
  private static final long SEED = 20_010_401;
  private static final int TREES = 3_000;
  private static final int BATCH = 50;

  private BothEngines edges;
  private BothEngines few;
  private Engine engine;

  @BeforeAll
  void open(@TempDir Path spill) throws SQLException {
    engine = Engine.open(spill);
    edges = new BothEngines(EdgeTable.whole(), engine.sibling(), "edges");
    few = new BothEngines(EdgeTable.whole().thinned(29), engine.sibling(), "few");
  }

  @AfterAll
  void close() throws SQLException {
    edges.close();
    few.close();
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void every_operator_answers_alike_on_edge_values(Operator operator) throws SQLException {
    List<String> texts = OperatorTexts.of(operator);
    assertThat(texts)
        .allSatisfy(text -> assertThat(BothEngines.operators(edges.tree(text))).contains(operator));
    assertThat(edges.differences(texts)).isEmpty();
  }

  @Test
  void random_trees_answer_alike() throws SQLException {
    System.out.println("random trees from seed " + SEED);
    RandomTexts random = new RandomTexts(new Random(SEED));
    List<String> differences = new ArrayList<>();
    for (int done = 0; done < TREES; done += BATCH) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        texts.add(random.any(1 + i % 4));
      }
      differences.addAll(few.differences(texts));
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void a_long_chain_stays_a_short_query() throws SQLException {
    String sum = "float64_a" + " + ROUND(float64_b) / float64_c".repeat(60);
    String least = "LEAST(".repeat(40) + "float64_a" + ", float64_b)".repeat(40);
    String cut = "SUBSTRING(".repeat(40) + "string_a" + " FROM 1 + int64_a % 2)".repeat(40);
    List<String> texts = List.of(sum, least, cut);
    assertThat(texts)
        .allSatisfy(
            text -> assertThat(DuckDbSql.render(few.tree(text)).length()).isLessThan(60_000));
    assertThat(few.differences(texts)).isEmpty();
  }

  @Test
  void letters_change_case_alike_whatever_their_code_point() throws SQLException {
    try (BothEngines both = new BothEngines(EveryLetter.table(), engine.sibling(), "letters")) {
      assertThat(both.differences(List.of("UPPER(text)", "LOWER(text)", "CHAR_LENGTH(text)")))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "NULL",
      value = {
        "9223372036854775807 + 1; NULL",
        "-9223372036854775807 - 2; NULL",
        "4611686018427387904 * 2; NULL",
        "7 / 2; 3",
        "-7 / 2; -3",
        "-7 % 3; -1",
        "7 / 0; NULL",
        "7 % 0; NULL",
        "1.0 / 0; NULL",
        "0.0 / 0; NULL",
        "1e308 * 10; NULL",
        "- (-5); 5",
        "0.0 = -0.0; true",
        "ROUND(0.49999999999999994); 0.0",
        "ROUND(-2.5); -3.0",
        "ROUND(4503599627370497e0); 4.503599627370497E15",
        "SQRT(-1); NULL",
        "LN(0); NULL",
        "POWER(-8, 0.5); NULL",
        "POWER(2, 0.5) > 1.41; true",
        "LEAST(1, NULL); NULL",
        "GREATEST(2, 1, 3); 3",
        "SIGN(-0.0); 0.0",
        "COALESCE(NULL, 2); 2",
        "NULLIF(1, 1); NULL",
        "NULL AND FALSE; false",
        "NULL OR TRUE; true",
        "1 IN (2, NULL); NULL",
        "1 NOT IN (1, NULL); false",
        "1 BETWEEN 2 AND NULL; false",
        "CAST(NULL AS BIGINT) IS NULL; true",
        "CAST(2147483648 AS INTEGER); NULL",
        "CAST(-1.9 AS BIGINT); -1",
        "CAST(1e19 AS BIGINT); NULL",
        "CAST(1e39 AS REAL); NULL",
        "CAST(' 5' AS BIGINT); NULL",
        "CAST('+5' AS BIGINT); 5",
        "CAST('5.5' AS BIGINT); NULL",
        "CAST(-0 AS VARCHAR); 0",
        "CAST(TIMESTAMP '1969-12-31 23:59:59.5' AS DATE); 1969-12-31",
        "UPPER('straße'); STRAẞE",
        "CHAR_LENGTH('😀é'); 2",
        "SUBSTRING('x😀y' FROM 2 FOR 1); 😀",
        "SUBSTRING('abc' FROM 0); NULL",
        "SUBSTRING('abc' FROM 9000000000); ''",
        "'～' < '😀'; true",
        "'x😀' LIKE 'x_'; true",
        "'a\\b' LIKE 'a\\_'; true",
        "TRIM('  a '); a",
        "EXTRACT(DOW FROM DATE '2024-12-29'); 7",
        "EXTRACT(YEAR FROM TIMESTAMP '1969-12-31 23:59:59'); 1969",
        "EXTRACT(EPOCH FROM TIMESTAMP '1969-12-31 23:59:59.5'); -1",
        "EXTRACT(EPOCH FROM TIMESTAMP '9999-12-31 23:59:59.999'); 253402300799",
        "TIMESTAMPDIFF(SECOND, TIMESTAMP '1970-01-01 00:00:00', TIMESTAMP '1969-12-31 23:59:58.5'); -1",
        "TIMESTAMPDIFF(DAY, TIMESTAMP '2000-02-28 00:00:00', TIMESTAMP '2000-03-01 00:00:00'); 2",
        "TIMESTAMPADD(DAY, 1, TIMESTAMP '2000-02-28 00:00:00'); 2000-02-29T00:00:00Z",
        "TIMESTAMPADD(SECOND, 1, TIMESTAMP '9999-12-31 23:59:59'); NULL",
        "TIMESTAMPADD(WEEK, 9223372036854775807, TIMESTAMP '2000-01-01 00:00:00'); NULL",
        "FLOOR(TIMESTAMP '1969-12-31 23:59:59' TO HOUR); 1969-12-31T23:00:00Z",
      })
  void both_engines_mean_what_the_language_says(String text, String meaning) throws SQLException {
    assertThat(few.constant(text))
        .extracting(answer -> answer == null ? null : answer.toString())
        .containsExactly(meaning, meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(float64_a AS VARCHAR)",
        "CAST(string_a AS DOUBLE)",
        "CAST(timestamp_a AS VARCHAR)",
        "CAST(string_a AS TIMESTAMP)",
        "CAST(string_a AS VARCHAR(3))",
        "CAST(int64_a AS DECIMAL(10, 2))",
        "string_a LIKE 'a' ESCAPE 'x'",
        "string_a SIMILAR TO 'a'",
        "ROUND(float64_a, 2)",
        "FLOOR(timestamp_a TO WEEK)",
        "EXTRACT(WEEK FROM timestamp_a)",
        "TIMESTAMPADD(MONTH, 1, timestamp_a)",
        "RAND()",
        "CURRENT_TIMESTAMP",
        "1e400",
        "TIMESTAMP '2000-01-01 00:00:00.1234567'",
        "TIMESTAMP '2001-02-29 00:00:00'",
        "DATE '2001-02-29'",
        "TIME '12:00:00'",
        "timestamp_a = date_a",
        "bool_a = int64_a",
        "longs_a = longs_b",
        "texts_a < texts_b",
        "longs_a IN (longs_b)",
        "COALESCE(longs_a, longs_b)",
        "NULLIF(texts_a, texts_b)",
        "CASE WHEN bool_a THEN longs_a ELSE longs_b END",
        "CASE longs_a WHEN longs_b THEN 1 END",
        "CAST(longs_a AS VARCHAR)",
        "LEAST(vector_a, vector_b)",
        "vector_a + vector_b",
        "ABS(vector_a)",
        "UPPER(texts_a)",
        "CHAR_LENGTH(texts_a)",
        "CARDINALITY(int64_a)",
        "int64_a[1]",
        "longs_a['x']",
        "longs_a[0]",
        "longs_a[1.5]",
        "vector_a[4]",
        "longs_a[longs_b]",
      })
  void what_the_engines_could_not_answer_alike_does_not_compile(String text) throws SQLException {
    assertThat(few.typed(text)).isInstanceOf(Typed.Problems.class);
  }
}
