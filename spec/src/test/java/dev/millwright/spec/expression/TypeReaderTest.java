package dev.millwright.spec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The text of a type and the type are one and the same.
final class TypeReaderTest {
  private static final long SEED = 20_010_401;

  @Test
  void every_type_is_what_its_text_says() {
    RandomTypes random = new RandomTypes(new Random(SEED));
    for (int i = 0; i < 5_000; i++) {
      DataType type = random.any();
      assertThat(TypeReader.read(type.toString())).isEqualTo(new TypeReading.Known(type));
      assertThat(Json.read(Json.write(type), DataType.class)).isEqualTo(type);
    }
  }

  @Test
  void spaces_between_the_parts_say_nothing() {
    Random spaces = new Random(SEED);
    RandomTypes random = new RandomTypes(spaces);
    for (int i = 0; i < 5_000; i++) {
      DataType type = random.any();
      String spaced =
          type.toString()
              .replaceAll(" ", "")
              .replaceAll("(?<=[<>,?])|(?=[<>,?])", spaces.nextBoolean() ? " " : "  ")
              .strip();
      assertThat(TypeReader.read(spaced)).as(spaced).isEqualTo(new TypeReading.Known(type));
    }
  }

  @Test
  void no_text_ends_the_reading_otherwise_than_with_an_answer() {
    Random random = new Random(SEED);
    int known = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = RandomTypes.nonsense(random);
      switch (TypeReader.read(text)) {
        case TypeReading.Known(var type) -> {
          assertThat(DataType.ofWord(type.toString())).contains(type);
          known++;
        }
        case TypeReading.Wrong wrong -> {
          assertThat(wrong.start()).as(text).isBetween(0, text.length());
          assertThat(wrong.end()).as(text).isBetween(wrong.start() + 1, text.length() + 1);
          assertThat(wrong.message()).matches("(is|has|says|does) .+");
          assertThat(wrong.hint()).isNotBlank();
        }
      }
    }
    assertThat(known).isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "vector<float, 3>; float; is not a type; did you mean `float32` or `float64`?",
        "list<int>; int; is not a type; did you mean `int32` or `int64`?",
        "list<strin>; strin; is not a type; did you mean `string`?",
        "lst<int64>; lst; is not a type; did you mean `list`?",
        "list; list; does not say of what; write it like `list<string>`",
        "list<>; <; says nothing about what the list holds; write it like `list<string>`",
        "list<int64; <; that nothing closes; add a `>`",
        "list<int64>>; >; has a `>` too many; delete it",
        "list<int64, 3>; ,; a list is of any length; a vector has a dimension",
        "list<list<list<list<list<bool>>>>>; list; at most 4 may be nested; a table of its own",
        "vector<float32>; >; how many numbers a vector has; `vector<float32, 384>`",
        "vector<float32, >; >; how many numbers a vector has; `vector<float32, 384>`",
        "vector<float32, 0>; 0; from 1 to 16384 numbers; write how many",
        "vector<float64, 16385>; 16385; from 1 to 16384 numbers; `vector<float64, 384>`",
        "vector<float32, 03>; 03; from 1 to 16384 numbers; write how many",
        "vector<float32, N>; N; from 1 to 16384 numbers; write how many",
        "vector<int32, 3>; int32; a vector holds float32 or float64; make it a list",
        "vector<float32?, 3>; ?; a vector has all of them; behind the `>`",
        "vector<float32; <; that nothing closes; stands in quotes",
        "int64<string>; <; it is a single value; `list<int64>`",
        "list<int64> of; of; behind the type; delete it",
        "flot64?; flot64?; is not a type; did you mean `float64`?",
        "list<<int64>>; <; nothing where a type is asked; types: bool",
      })
  void what_is_wrong_is_said_at_its_place(String text, String at, String message, String hint) {
    TypeReading.Wrong wrong = (TypeReading.Wrong) TypeReader.read(text);
    assertThat(text.substring(wrong.start(), wrong.end())).isEqualTo(at);
    assertThat(wrong.message()).contains(message);
    assertThat(wrong.hint()).contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int64; int64?; true",
        "int64?; int64; false",
        "int64; float64; false",
        "list<int64>; list<int64?>; true",
        "list<int64?>; list<int64>; false",
        "list<int64>; list<int64>?; true",
        "list<list<int64>>; list<list<int64?>?>?; true",
        "list<int32>; list<int64>; false",
        "list<int64>; int64; false",
        "vector<float32, 3>; vector<float32, 3>?; true",
        "vector<float32, 3>; vector<float32, 4>; false",
        "vector<float32, 3>; vector<float64, 3>; false",
        "vector<float32, 3>; list<float32>; false",
        "list<float32>; vector<float32, 3>; false",
        "list<vector<float32, 3>>; list<vector<float32, 3>?>; true",
      })
  void a_type_fits_where_every_value_of_it_is_one_of_the_other(
      String type, String asked, boolean fits) {
    assertThat(DataType.parse(type).fits(DataType.parse(asked))).isEqualTo(fits);
  }

  @Test
  void a_type_that_does_not_say_what_it_holds_cannot_be_made() {
    assertThatThrownBy(() -> DataType.of(BaseType.LIST)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> DataType.of(BaseType.VECTOR)).isInstanceOf(RuntimeException.class);
    Optional<Elements> numbers =
        Optional.of(new Elements(DataType.of(BaseType.INT64), OptionalInt.empty()));
    List.of(BaseType.INT64, BaseType.VECTOR)
        .forEach(
            base ->
                assertThatThrownBy(() -> new DataType(base, false, numbers))
                    .isInstanceOf(IllegalArgumentException.class));
  }
}
