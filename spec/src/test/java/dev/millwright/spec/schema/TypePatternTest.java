package dev.millwright.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.RandomTypes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

/// An editor and the reader take the same texts for types.
final class TypePatternTest {
  private static final long SEED = 20_010_401;

  private final SchemaValidation validation = new SchemaValidation();

  @Test
  void the_schema_takes_what_the_reader_reads() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      String text = RandomTypes.nonsense(random);
      assertThat(isValid(text)).as(text).isEqualTo(DataType.ofWord(text).isPresent());
    }
  }

  @Test
  void the_schema_knows_every_dimension() {
    for (int i = 0; i <= DataType.MOST_DIMENSIONS + 10; i++) {
      String text = "vector<float32, " + i + ">";
      assertThat(isValid(text)).as(text).isEqualTo(DataType.ofWord(text).isPresent());
    }
  }

  private boolean isValid(String text) {
    return validation.complaints("common.json#/$defs/type", StringNode.valueOf(text)).isEmpty();
  }
}
