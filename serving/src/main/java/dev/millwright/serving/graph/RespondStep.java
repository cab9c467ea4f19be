package dev.millwright.serving.graph;

import dev.millwright.spec.expression.DataType;
import org.jspecify.annotations.Nullable;

/// Answers. The contract holds here too: what does not fit the response's types is a broken step.
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record RespondStep(String name, Answer[] answers) implements BoundStep {
  record Answer(String field, DataType type, Computation computation) {}

  @Override
  public Outcome run(Passage passage) {
    @Nullable Object[] response = new @Nullable Object[answers.length];
    for (int i = 0; i < answers.length; i++) {
      response[i] = fit(answers[i], answers[i].computation().over(passage.row));
    }
    return new Outcome.Answered(response);
  }

  private static @Nullable Object fit(Answer answer, @Nullable Object value) {
    Object fitted = value instanceof Number number ? number(answer, number) : value;
    if (fitted == null && !answer.type().nullable()) {
      throw new IllegalStateException(answer.field() + " has no value, and must have one");
    }
    return fitted;
  }

  /// A number in the response's own type. JSON has no NaN and no infinity, so they are no value.
  private static @Nullable Object number(Answer answer, Number number) {
    return switch (answer.type().base()) {
      case INT32 -> Math.toIntExact(number.longValue());
      case INT64 -> number.longValue();
      case FLOAT32 -> Float.isFinite(number.floatValue()) ? (Object) number.floatValue() : null;
      case FLOAT64 -> Double.isFinite(number.doubleValue()) ? (Object) number.doubleValue() : null;
      case BOOL, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR ->
          throw new IllegalStateException(answer.field() + " is a number, and must not be");
    };
  }
}
