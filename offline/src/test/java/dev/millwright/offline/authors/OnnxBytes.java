package dev.millwright.offline.authors;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The smallest models: each answer is the logistic function of the input in the same column.
public final class OnnxBytes {
  private static final int FLOAT = 1;

  private OnnxBytes() {}

  /// Rows of so many columns in, the same shape out. Numbers are fields of onnx.proto.
  public static byte[] logistic(int columns) {
    byte[] node = join(text(1, "x"), text(2, "y"), text(4, "Sigmoid"));
    byte[] graph =
        join(
            part(1, node),
            text(2, "logistic"),
            part(11, value("x", columns)),
            part(12, value("y", columns)));
    return join(number(1, 8), part(7, graph), part(8, number(2, 13)));
  }

  private static byte[] value(String name, int columns) {
    byte[] shape = join(part(1, text(2, "rows")), part(1, number(1, columns)));
    byte[] tensor = join(number(1, FLOAT), part(2, shape));
    return join(text(1, name), part(2, part(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] text(int field, String text) {
    return part(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] part(int field, byte[] content) {
    return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
