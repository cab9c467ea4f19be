package dev.millwright.runtime.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// Which of a model's scores is the probability of a true label, kept in the ONNX file's own
/// metadata.
public final class PositiveClass {
  private static final String KEY = "millwright.positive_class";
  // ModelProto.metadata_props is field 14 of onnx.proto; key and value of its entries are fields 1
  // and 2, all length-delimited.
  private static final int METADATA = 14 << 3 | 2;
  private static final int ENTRY_KEY = 1 << 3 | 2;
  private static final int ENTRY_VALUE = 2 << 3 | 2;

  private PositiveClass() {}

  /// The model with its positive class noted. A message of Protocol Buffers takes a further entry
  /// of a repeated field at its end.
  public static byte[] noted(byte[] model, int positiveClass) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    field(entry, ENTRY_KEY, KEY.getBytes(StandardCharsets.UTF_8));
    field(entry, ENTRY_VALUE, Integer.toString(positiveClass).getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream noted = new ByteArrayOutputStream();
    noted.writeBytes(model);
    field(noted, METADATA, entry.toByteArray());
    return noted.toByteArray();
  }

  /// What the file says; empty of one that was made elsewhere.
  static OptionalInt of(OrtSession session) throws OrtException {
    return session.getMetadata().getCustomMetadataValue(KEY).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /// Every content here is shorter than 128 bytes, so that its length is one byte.
  private static void field(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    out.write(content.length);
    out.writeBytes(content);
  }
}
