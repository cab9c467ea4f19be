package dev.millwright.runtime.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/// A model in ONNX Runtime: rows of numbers in, the probability of a true label out. Safe for many
/// threads.
///
/// One thread a call: requests run side by side instead, which keeps the slowest ones fast.
public final class OnnxScorer implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final int positiveClass;

  private OnnxScorer(OrtEnvironment environment, OrtSession session, int positiveClass) {
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
    this.positiveClass = positiveClass;
  }

  /// Loads a model that [PositiveClass] has marked.
  ///
  /// @throws ModelException when it does not load
  public static OnnxScorer open(Path model) {
    OrtEnvironment environment = quietEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(model.toString(), options);
      return new OnnxScorer(environment, session, PositiveClass.of(session));
    } catch (OrtException e) {
      throw new ModelException("the model does not load: " + e.getMessage(), e);
    }
  }

  /// ONNX Runtime reports to its makers unless it is told not to, before it starts: what runs here
  /// speaks to nobody.
  private static synchronized OrtEnvironment quietEnvironment() {
    NativeEnvironment.set("ORT_DISABLE_TELEMETRY", "1");
    return OrtEnvironment.getEnvironment();
  }

  /// The probability of a true label for each row.
  ///
  /// @param values rows one after the other
  /// @param columns how many values a row has
  /// @throws ModelException when the model takes another number of columns or answers no
  ///   probability
  public double[] score(float[] values, int columns) {
    long[] shape = {values.length / columns, columns};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return probabilities(result.get(0).getValue());
    } catch (OrtException e) {
      throw new ModelException(
          "the model does not answer " + columns + " columns: " + e.getMessage(), e);
    }
  }

  private double[] probabilities(Object answer) {
    if (!(answer instanceof float[][] scores)) {
      throw new ModelException(
          "the model answers " + answer.getClass().getSimpleName() + ", not scores a class");
    }
    double[] probabilities = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      double probability = scores[row][positiveClass];
      if (!(probability >= 0 && probability <= 1)) {
        throw new ModelException("the model answers " + probability + ", which is no probability");
      }
      probabilities[row] = probability;
    }
    return probabilities;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("the model does not close", e);
    }
  }
}
