package dev.millwright.serving.graph;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureSet.Impute;
import java.util.Optional;

/// What stands in for a missing value.
///
/// @param value in the feature's type
/// @param input as a model takes it
record Imputed(Object value, float input) {
  /// @param trained the feature's statistics in a model's training
  static Optional<Imputed> of(Feature feature, Optional<Statistics.Column> trained) {
    return feature.impute().flatMap(impute -> fill(feature.type().base(), impute, trained));
  }

  private static Optional<Imputed> fill(
      BaseType type, Impute impute, Optional<Statistics.Column> trained) {
    return switch (impute.with()) {
      case MEAN -> trained.flatMap(Statistics.Column::mean).map(mean -> ofNumber(type, mean));
      case MEDIAN -> trained.flatMap(Statistics.Column::median).map(mid -> ofNumber(type, mid));
      case MODE -> trained.flatMap(Statistics.Column::mode).map(mode -> ofText(type, mode));
      case ZERO -> Optional.of(ofNumber(type, 0));
      // Nothing executes it yet: a platform takes no commit with it.
      case LAST -> Optional.empty();
      case CONSTANT -> impute.constant().map(constant -> ofText(type, constant));
    };
  }

  private static Imputed ofText(BaseType type, String text) {
    return switch (type) {
      case BOOL -> ofNumber(type, text.equalsIgnoreCase("true") ? 1 : 0);
      case INT32, INT64, FLOAT32, FLOAT64 -> ofNumber(type, Double.parseDouble(text));
      case STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> new Imputed(text, Float.NaN);
    };
  }

  private static Imputed ofNumber(BaseType type, double number) {
    float input = (float) number;
    return switch (type) {
      case BOOL -> new Imputed(number >= 0.5, input);
      case INT32 -> new Imputed((int) Math.round(number), input);
      case INT64 -> new Imputed(Math.round(number), input);
      case FLOAT32 -> new Imputed(input, input);
      case FLOAT64 -> new Imputed(number, input);
      case STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> new Imputed(number, Float.NaN);
    };
  }
}
