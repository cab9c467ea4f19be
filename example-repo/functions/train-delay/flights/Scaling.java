package flights;

import ai.onnx.proto.OnnxMl;
import dev.millwright.sdk.Dataset;
import java.util.List;

/// Brings every feature to mean 0 and deviation 1, and writes itself into a model, so that whoever
/// serves it sends raw values.
final class Scaling {
  private final List<String> features;
  private final double[] mean;
  private final double[] deviation;

  private Scaling(List<String> features) {
    this.features = features;
    this.mean = new double[features.size()];
    this.deviation = new double[features.size()];
  }

  static Scaling of(Dataset examples) {
    Scaling scaling = new Scaling(examples.features());
    for (int i = 0; i < scaling.features.size(); i++) {
      scaling.measure(i, examples.feature(scaling.features.get(i)));
    }
    return scaling;
  }

  private void measure(int feature, double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
    }
    mean[feature] = sum / values.length;
    for (double value : values) {
      squares += (value - mean[feature]) * (value - mean[feature]);
    }
    // A constant feature says nothing; 1 leaves it at 0.
    deviation[feature] = squares == 0 ? 1 : Math.sqrt(squares / values.length);
  }

  /// Names that sort in the features' order, since that is how Tribuo numbers them.
  String[] names() {
    String[] names = new String[features.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = "f%03d".formatted(i);
    }
    return names;
  }

  double[] standardised(Dataset examples, int row) {
    double[] values = new double[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (examples.feature(features.get(i))[row] - mean[i]) / deviation[i];
    }
    return values;
  }

  /// The same model, taking raw values: (x - mean) * (1 / deviation) runs before it.
  OnnxMl.ModelProto inFrontOf(OnnxMl.ModelProto model) {
    OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder();
    OnnxMl.ValueInfoProto input = graph.getInput(0);
    graph.setInput(0, input.toBuilder().setName("raw"));
    graph.addInitializer(vector("mean", mean)).addInitializer(vector("scale", inverse()));
    graph.addNode(0, node("Sub", List.of("raw", "mean"), "centred"));
    graph.addNode(1, node("Mul", List.of("centred", "scale"), input.getName()));
    return model.toBuilder().setGraph(graph).build();
  }

  private double[] inverse() {
    double[] inverse = new double[deviation.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / deviation[i];
    }
    return inverse;
  }

  private static OnnxMl.TensorProto vector(String name, double[] values) {
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder().setName(name).addDims(values.length);
    tensor.setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
    for (double value : values) {
      tensor.addFloatData((float) value);
    }
    return tensor.build();
  }

  private static OnnxMl.NodeProto node(String operator, List<String> inputs, String output) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output + "_node")
        .addAllInput(inputs)
        .addOutput(output)
        .build();
  }
}
