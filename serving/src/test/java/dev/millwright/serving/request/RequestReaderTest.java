package dev.millwright.serving.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestReaderTest {
  private static final int WIDTH = 12;
  private static final List<NamedType> FIELDS =
      List.of(
          field("flag", "bool?"),
          field("small", "int32?"),
          field("whole", "int64?"),
          field("narrow", "float32?"),
          field("real", "float64?"),
          field("text", "string?"),
          field("raw", "bytes?"),
          field("at", "timestamp?"),
          field("day", "date?"),
          field("tags", "list<string?>?"),
          field("near", "vector<float32, 3>?"),
          field("legs", "list<list<int64>>?"));

  private final RequestReader reader = new RequestReader(FIELDS);
  private final RequestReader strict =
      new RequestReader(List.of(field("origin", "string"), field("distance", "int64")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "flag | true | true",
        "small | -2147483648 | -2147483648",
        "whole | 9007199254740993 | 9007199254740993",
        "whole | -9223372036854775808 | -9223372036854775808",
        "whole | 9223372036854775807 | 9223372036854775807",
        "whole | -0 | 0",
        "narrow | 0.1 | 0.1",
        "real | 1e-400 | 0.0",
        "real | 1.7976931348623157e308 | 1.7976931348623157E308",
        "real | 9007199254740993 | 9.007199254740992E15",
        "text | \"\" | ``",
        "text | \"\\ud83d\\ude00\" | 😀",
        "at | \"2001-03-30T18:00:00Z\" | 2001-03-30T18:00:00Z",
        "at | \"2001-03-30T18:00:00\" | 2001-03-30T18:00:00Z",
        "at | \"2001-03-30T18:00\" | 2001-03-30T18:00:00Z",
        "at | \"2001-03-30T18:00:00+02:00\" | 2001-03-30T16:00:00Z",
        "at | \"2001-03-30T18:00:00+02\" | 2001-03-30T16:00:00Z",
        "at | \"2001-03-30T18:00:00-03:30\" | 2001-03-30T21:30:00Z",
        "at | \"2001-03-30T18:00:00.123456789Z\" | 2001-03-30T18:00:00.123456Z",
        "at | \"0001-01-01T00:00:00Z\" | 0001-01-01T00:00:00Z",
        "at | \"9999-12-31T23:59:59.999999Z\" | 9999-12-31T23:59:59.999999Z",
        "day | \"2000-02-29\" | 2000-02-29",
        "tags | [] | []",
        "tags | [\"a\", null, \"b\"] | [a, null, b]",
        "near | [1, -0.5, 1e-3] | [1.0, -0.5, 0.001]",
        "legs | [[1, 2], [], [3]] | [[1, 2], [], [3]]",
      })
  void a_value_is_read_in_its_fields_type(String field, String json, String expected) {
    Object value = only(field, json);
    assertThat(value).isInstanceOf(classOf(field)).hasToString(expected);
  }

  @Test
  void bytes_are_read_from_base64() {
    assertThat((byte[]) only("raw", "\"AAEC/w==\"")).containsExactly(0, 1, 2, 0xff);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "flag | 1 | WRONG_TYPE",
        "flag | \"true\" | WRONG_TYPE",
        "small | 2147483648 | OUT_OF_RANGE",
        "small | 1.0 | WRONG_TYPE",
        "whole | 9223372036854775808 | OUT_OF_RANGE",
        "whole | 1e3 | WRONG_TYPE",
        "whole | \"7\" | WRONG_TYPE",
        "whole | true | WRONG_TYPE",
        "whole | {} | WRONG_TYPE",
        "whole | [[1], {\"a\": [2]}] | WRONG_TYPE",
        "narrow | 1e39 | OUT_OF_RANGE",
        "real | 1e309 | OUT_OF_RANGE",
        "real | \"NaN\" | WRONG_TYPE",
        "real | \"Infinity\" | WRONG_TYPE",
        "text | 7 | WRONG_TYPE",
        "text | \"\\ud800\" | INVALID_TEXT",
        "text | \"\\udc00\\ud800\" | INVALID_TEXT",
        "raw | \"***\" | WRONG_TYPE",
        "at | 985975200 | WRONG_TYPE",
        "at | \"2001-03-30\" | WRONG_TYPE",
        "at | \"2001-02-30T00:00:00Z\" | WRONG_TYPE",
        "at | \"2001-03-30 18:00:00\" | WRONG_TYPE",
        "at | \"2001-03-30T18:00:00 Europe/Paris\" | WRONG_TYPE",
        "at | \"2001-03-30T24:00:01Z\" | WRONG_TYPE",
        "at | \"2001-03-30T18:00:00-0330\" | WRONG_TYPE",
        "at | \"\" | WRONG_TYPE",
        "at | \"0000-12-31T23:59:59Z\" | OUT_OF_RANGE",
        "at | \"+10000-01-01T00:00:00Z\" | OUT_OF_RANGE",
        "at | \"9999-12-31T23:30:00-01:00\" | OUT_OF_RANGE",
        "day | \"2001-02-29\" | WRONG_TYPE",
        "day | \"2001-03-30T18:00:00Z\" | WRONG_TYPE",
        "day | \"-0001-01-01\" | OUT_OF_RANGE",
        "tags | \"a\" | WRONG_TYPE",
        "tags | {\"0\": \"a\"} | WRONG_TYPE",
        "near | 1 | WRONG_TYPE",
        "near | [] | OUT_OF_RANGE",
        "near | [1, 2] | OUT_OF_RANGE",
        "near | [1, 2, 3, 4] | OUT_OF_RANGE",
        "legs | 7 | WRONG_TYPE",
      })
  void a_value_of_another_kind_is_no_value(String field, String json, Violation.Code code) {
    List<Violation> violations = violations(reader, "{\"" + field + "\": " + json + "}");
    assertThat(violations).extracting(Violation::code).containsExactly(code);
    assertThat(violations.getFirst().field()).isEqualTo(field);
    assertThat(violations.getFirst().message()).startsWith(field + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "{",
        "}",
        "{\"whole\": 1",
        "{\"whole\" 1}",
        "{\"whole\": 1,}",
        "{whole: 1}",
        "{'whole': 1}",
        "{\"whole\": 01}",
        "{\"whole\": +1}",
        "{\"real\": NaN}",
        "{\"real\": -Infinity}",
        "{\"real\": .5}",
        "{\"whole\": 1} x",
        "{\"whole\": 1}{}",
        "{\"whole\": 1},",
        "[] []",
        "// note\n{}",
        "{\"text\": \"\u0001\"}",
        "{\"text\": \"\\x\"}",
        "{\"nobody\": }",
      })
  void what_is_not_one_json_value_is_malformed(String body) {
    assertThat(read(reader, body)).isInstanceOf(Parsed.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"whole\": 1}]", "null", "true", "7", "\"{}\""})
  void json_that_is_no_object_breaks_the_contract(String body) {
    List<Violation> violations = violations(reader, body);
    assertThat(violations).extracting(Violation::field).containsExactly("");
  }

  @Test
  void bytes_that_are_no_utf8_are_malformed() {
    byte[] body = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xc3, '(', '"', '}'};
    assertThat(reader.read(body, WIDTH)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void surrogates_in_utf8_are_no_text() {
    byte[] body = "{\"text\": \"___\"}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, 0, body, 10, 3);
    assertThat(reader.read(body, WIDTH)).isNotInstanceOf(Parsed.Valid.class);
  }

  @Test
  void a_place_is_told_for_what_is_malformed() {
    assertThat(read(reader, "{\n  \"whole\": x}"))
        .isInstanceOfSatisfying(
            Parsed.Malformed.class,
            malformed -> assertThat(malformed.message()).startsWith("not JSON").contains("line 2"));
  }

  @Test
  void nesting_without_an_end_is_malformed_and_exhausts_nothing() {
    String deep = "{\"nobody\": " + "[".repeat(500_000);
    assertThat(read(reader, deep)).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void a_number_of_a_million_digits_is_no_number() {
    String body = "{\"whole\": " + "9".repeat(1_000_000) + "}";
    assertThat(read(reader, body)).isNotInstanceOf(Parsed.Valid.class);
  }

  @Test
  void a_field_that_stands_twice_is_told_even_when_both_are_alike() {
    List<Violation> violations = violations(strict, good().replace("}", ", \"origin\": \"SEA\"}"));
    assertThat(violations)
        .containsExactly(
            new Violation("origin", Violation.Code.DUPLICATE_FIELD, "origin stands twice"));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    List<Violation> violations = violations(strict, "{\"distanse\": 1, \"origin\": null}");
    assertThat(violations)
        .extracting(Violation::field, Violation::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("distanse", Violation.Code.UNKNOWN_FIELD),
            org.assertj.core.groups.Tuple.tuple("origin", Violation.Code.NULL_VALUE),
            org.assertj.core.groups.Tuple.tuple("distance", Violation.Code.MISSING_FIELD));
    assertThat(violations.getFirst().message()).contains("did you mean distance?");
  }

  @Test
  void no_more_than_a_hundred_ways_are_told() {
    StringBuilder body = new StringBuilder("{\"z0\": 1");
    for (int i = 1; i < 5_000; i++) {
      body.append(", \"z").append(i).append("\": {\"a\": [1]}");
    }
    assertThat(violations(strict, body + "}")).hasSize(100);
    assertThat(read(strict, body.toString())).isInstanceOf(Parsed.Malformed.class);
  }

  @Test
  void a_name_that_does_not_print_is_shown_without_its_tricks() {
    List<Violation> violations = violations(strict, "{\"\\u001b[31m" + "x".repeat(300) + "\": 1}");
    assertThat(violations.getFirst().field()).startsWith("\uFFFD[31mx").hasSizeLessThan(70);
  }

  @Test
  void what_may_be_missing_is_null_and_the_row_is_as_wide_as_asked() {
    assertThat(read(reader, "{\"whole\": null}"))
        .isInstanceOfSatisfying(
            Parsed.Valid.class,
            valid -> assertThat(valid.row()).hasSize(WIDTH).containsOnlyNulls());
  }

  @Test
  void no_bytes_make_it_throw_and_what_is_valid_fills_its_fields() {
    Random random = new Random(20_010_330);
    byte[] good = good().getBytes(StandardCharsets.UTF_8);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutant = mutated(good, random);
      if (strict.read(mutant, WIDTH) instanceof Parsed.Valid(var row)) {
        assertThat(row[0]).isInstanceOf(String.class);
        assertThat(row[1]).isInstanceOf(Long.class);
        valid++;
      }
    }
    assertThat(valid).isPositive().isLessThan(20_000);
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] mutant = Arrays.copyOf(good, good.length - random.nextInt(3));
    for (int i = random.nextInt(4); i > 0; i--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  private static String good() {
    return "{\"origin\": \"SEA\", \"distance\": 954}";
  }

  private Object only(String field, String json) {
    Parsed parsed = read(reader, "{\"" + field + "\": " + json + "}");
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).row()[index(field)];
  }

  private static int index(String field) {
    return FIELDS.stream().map(NamedType::name).toList().indexOf(field);
  }

  private static Class<?> classOf(String field) {
    return switch (FIELDS.get(index(field)).type().base()) {
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

  private static List<Violation> violations(RequestReader reader, String body) {
    Parsed parsed = read(reader, body);
    assertThat(parsed).isInstanceOf(Parsed.Violating.class);
    return ((Parsed.Violating) parsed).violations();
  }

  private static Parsed read(RequestReader reader, String body) {
    return reader.read(body.getBytes(StandardCharsets.UTF_8), WIDTH);
  }

  private static NamedType field(String name, String type) {
    return new NamedType(name, DataType.parse(type));
  }
}
