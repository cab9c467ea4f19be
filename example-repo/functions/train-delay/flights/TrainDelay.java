package flights;

import ai.onnx.proto.OnnxMl;
import dev.millwright.sdk.Context;
import dev.millwright.sdk.Dataset;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/// Logistic regression on standardised features.
public final class TrainDelay {
  private static final int MINIBATCH = 64;

  private TrainDelay() {}

  /// Trains on all examples; the platform has kept the held-out ones back and judges the model on
  /// them.
  public static Outputs train(
      Dataset examples, int epochs, double learning_rate, long seed, Context context) {
    Scaling scaling = Scaling.of(examples);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            new AdaGrad(learning_rate),
            epochs,
            Integer.MAX_VALUE,
            MINIBATCH,
            seed);
    LinearSGDModel model = trainer.train(standardised(examples, scaling));
    context.say("trained on " + examples.rows() + " flights, features " + examples.features());

    OnnxMl.ModelProto exported = model.exportONNXModel("flights", 1);
    int positive = model.getOutputIDInfo().getID(new Label("true"));
    return Outputs.of("model", new OnnxModel(scaling.inFrontOf(exported).toByteArray(), positive))
        .and("training_log_loss", logLoss(model, examples, scaling));
  }

  private static MutableDataset<Label> standardised(Dataset examples, Scaling scaling) {
    var origin = new SimpleDataSourceProvenance("flights", new LabelFactory());
    MutableDataset<Label> dataset = new MutableDataset<>(origin, new LabelFactory());
    for (int row = 0; row < examples.rows(); row++) {
      dataset.add(example(examples, scaling, row));
    }
    return dataset;
  }

  private static ArrayExample<Label> example(Dataset examples, Scaling scaling, int row) {
    Label late = new Label(examples.label(row) > 0 ? "true" : "false");
    return new ArrayExample<>(late, scaling.names(), scaling.standardised(examples, row));
  }

  private static double logLoss(LinearSGDModel model, Dataset examples, Scaling scaling) {
    double sum = 0;
    for (int row = 0; row < examples.rows(); row++) {
      String truth = examples.label(row) > 0 ? "true" : "false";
      sum -=
          Math.log(
              Math.max(
                  1e-12,
                  model
                      .predict(example(examples, scaling, row))
                      .getOutputScores()
                      .get(truth)
                      .getScore()));
    }
    return sum / examples.rows();
  }
}
