package dev.millwright.runtime.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// A model in ONNX Runtime: rows of numbers in, the probability of a true label out. Safe for many
/// threads.
///
/// One thread a call: requests run side by side instead, which keeps the slowest ones fast.
public final class OnnxScorer implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String scores;
  private final OptionalInt positiveClass;

  private OnnxScorer(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
    this.scores = scores(session);
    this.positiveClass = PositiveClass.of(session);
  }

  /// Loads a model. Of one that [PositiveClass] has not marked, the only score or the second of two
  /// is that of a true label.
  ///
  /// @throws ModelException when it does not load
  public static OnnxScorer open(Path model) {
    OrtEnvironment environment = quietEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(model.toString(), options);
      return new OnnxScorer(environment, session);
    } catch (OrtException e) {
      throw new ModelException("the model does not load: " + e.getMessage(), e);
    }
  }

  /// The output with a row of scores for each row: others, such as that of the likeliest class, may
  /// stand before it.
  private static String scores(OrtSession session) throws OrtException {
    for (NodeInfo output : session.getOutputInfo().values()) {
      if (output.getInfo() instanceof TensorInfo tensor
          && tensor.type == OnnxJavaType.FLOAT
          && tensor.getShape().length == 2) {
        return output.getName();
      }
    }
    return session.getOutputNames().iterator().next();
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
        OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(scores))) {
      return probabilities(result.get(0).getValue());
    } catch (OrtException e) {
      throw new ModelException(
          "the model does not answer " + columns + " columns: " + e.getMessage(), e);
    }
  }

  private double[] probabilities(Object answer) {
    if (!(answer instanceof float[][] rows)) {
      throw new ModelException(
          "the model answers " + answer.getClass().getSimpleName() + ", not scores a class");
    }
    double[] probabilities = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      double probability = rows[row][positiveClass(rows[row].length)];
      if (!(probability >= 0 && probability <= 1)) {
        throw new ModelException("the model answers " + probability + ", which is no probability");
      }
      probabilities[row] = probability;
    }
    return probabilities;
  }

  private int positiveClass(int width) {
    if (positiveClass.isEmpty() && width > 2) {
      throw new ModelException(
          "the model answers " + width + " scores and not which is that of a true label");
    }
    return positiveClass.orElse(width - 1);
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
