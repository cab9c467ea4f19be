package dev.millwright.offline.authors;

import dev.millwright.sdk.Context;
import dev.millwright.sdk.Dataset;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import java.util.Arrays;

/// Handlers as an author writes them, loaded apart from the platform.
public final class Trainers {
  private Trainers() {}

  /// The logistic function of one column; tells the log what it saw.
  public static Outputs logistic(Dataset examples, long column, Context context) {
    for (int row = 0; row < examples.rows(); row++) {
      context.say("saw " + examples.time(row) + " " + examples.label(row));
    }
    examples
        .features()
        .forEach(name -> context.say(name + " " + Arrays.toString(examples.feature(name))));
    context.log("loss", 1, 0.5);
    return Outputs.of(
            "model", new OnnxModel(OnnxBytes.logistic(examples.features().size()), (int) column))
        .and("kind", "logistic")
        .and("rows", (long) examples.rows());
  }

  /// The logistic function of the hours of the day, somewhat: says nothing.
  public static Outputs quiet(Dataset examples) {
    int hour = examples.features().indexOf("hour");
    return Outputs.of("model", new OnnxModel(OnnxBytes.logistic(examples.features().size()), hour))
        .and("kind", "logistic")
        .and("rows", (long) examples.rows());
  }

  /// Tells the log all columns, and has learnt nothing.
  public static Outputs wordy(Dataset examples, Context context) {
    examples
        .features()
        .forEach(name -> context.say(name + " " + Arrays.toString(examples.feature(name))));
    examples
        .texts()
        .forEach(name -> context.say(name + " " + Arrays.toString(examples.text(name))));
    return Outputs.of("model", new OnnxModel(OnnxBytes.logistic(1), 0))
        .and("kind", "none")
        .and("rows", (long) examples.rows());
  }

  public static Outputs failing(Dataset examples) {
    throw new IllegalStateException("did not converge on " + examples.rows() + " rows");
  }

  public static Outputs forgetful(Dataset examples) {
    return Outputs.of("rows", (long) examples.rows());
  }

  public static Outputs mistaken(Dataset examples) {
    return Outputs.of("model", "a text").and("kind", "none").and("rows", 1L);
  }

  public static Outputs curious(Dataset examples, double learningRate) {
    return Outputs.of("rows", examples.rows() * learningRate);
  }
}
