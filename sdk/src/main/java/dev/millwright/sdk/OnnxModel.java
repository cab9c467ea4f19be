package dev.millwright.sdk;

/// A trained model in ONNX. It takes one tensor of float32, rows by features in the dataset's
/// order, and answers a score a row and class.
public final class OnnxModel {
  private final byte[] bytes;
  private final int positiveClass;

  /// @param bytes the ONNX file
  /// @param positiveClass which column of the scores is the probability of a true label, counted
  ///   from 0
  public OnnxModel(byte[] bytes, int positiveClass) {
    this.bytes = bytes.clone();
    this.positiveClass = positiveClass;
  }

  /// The ONNX file.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Which column of the scores is the probability of a true label, counted from 0.
  public int positiveClass() {
    return positiveClass;
  }
}
