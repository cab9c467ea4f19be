package dev.millwright.serving.scene;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.millwright.runtime.model.PositiveClass;
import java.util.List;

/// A logistic regression as ONNX: two scores, the second that of a true label.
public record OnnxFile(List<Float> weights, float bias) {
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;

  public byte[] bytes() {
    return PositiveClass.noted(fromElsewhere(), 1);
  }

  /// As other trainers write it: nothing says which score is that of a true label.
  public byte[] fromElsewhere() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
        .setGraph(graph())
        .build()
        .toByteArray();
  }

  private GraphProto graph() {
    TensorProto.Builder matrix = tensor("weights").addDims(weights.size()).addDims(2);
    weights.forEach(weight -> matrix.addFloatData(0).addFloatData(weight));
    return GraphProto.newBuilder()
        .setName("logistic")
        .addInput(value("inputs", weights.size()))
        .addOutput(value("scores", 2))
        .addInitializer(matrix)
        .addInitializer(tensor("bias").addDims(2).addFloatData(0).addFloatData(bias))
        .addNode(node("MatMul", "product", "inputs", "weights"))
        .addNode(node("Add", "logits", "product", "bias"))
        .addNode(
            node("Softmax", "scores", "logits")
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1)))
        .build();
  }

  private static TensorProto.Builder tensor(String name) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT.getNumber());
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  private static ValueInfoProto value(String name, int columns) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
