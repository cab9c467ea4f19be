package dev.millwright.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.millwright.runtime.model.PositiveClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A logistic regression in ONNX: one matrix, one softmax. So small that asking it is what costs.
public final class TinyModel {
  private static final int CLASSES = 2;
  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

  private TinyModel() {}

  /// Writes a model that takes rows of so many numbers.
  public static Path write(Path file, int columns) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
            .setGraph(graph(columns))
            .build();
    return Files.write(file, PositiveClass.noted(model.toByteArray(), 1));
  }

  private static GraphProto graph(int columns) {
    return GraphProto.newBuilder()
        .setName("tiny")
        .addInput(rows("rows", columns))
        .addInitializer(weights("weights", columns, CLASSES))
        .addInitializer(weights("bias", CLASSES))
        .addNode(node("Gemm", "scores", "rows", "weights", "bias"))
        .addNode(
            node("Softmax", "probabilities", "scores")
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1)))
        .addOutput(rows("probabilities", CLASSES))
        .build();
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node;
  }

  private static TensorProto weights(String name, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    long size = 1;
    for (long length : shape) {
      tensor.addDims(length);
      size *= length;
    }
    for (int i = 0; i < size; i++) {
      tensor.addFloatData((i % 7 - 3) / 10_000f);
    }
    return tensor.build();
  }

  private static ValueInfoProto rows(String name, int columns) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(Dimension.newBuilder().setDimParam("rows"))
            .addDim(Dimension.newBuilder().setDimValue(columns))
            .build();
    TypeProto type =
        TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape))
            .build();
    return ValueInfoProto.newBuilder().setName(name).setType(type).build();
  }
}
