package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model: how it is made, what it takes and answers, and what it must prove before it serves.
///
/// @param inputs the vector whose columns it takes
/// @param gates conditions over the held-out metrics; `live.` is the model in service
public record Model(
    Metadata metadata,
    TrainedBy trainedBy,
    Format format,
    Name inputs,
    List<NamedType> outputs,
    List<Formula> gates,
    Optional<Retrain> retrain)
    implements Resource {
  public Model {
    outputs = List.copyOf(outputs);
    gates = List.copyOf(gates);
  }

  /// Nothing trains it again by itself.
  public Model(
      Metadata metadata,
      TrainedBy trainedBy,
      Format format,
      Name inputs,
      List<NamedType> outputs,
      List<Formula> gates) {
    this(metadata, trainedBy, format, inputs, outputs, gates, Optional.empty());
  }

  /// The same, told otherwise.
  public Model with(Metadata metadata, TrainedBy trainedBy, List<Formula> gates) {
    return new Model(metadata, trainedBy, format, inputs, outputs, gates, retrain);
  }

  /// @param asOf the data's cut-off, part of the version; absent where the author leaves it to the
  ///   lock, and never absent in a release
  /// @param since how far back examples go
  /// @param holdOut the last stretch before `asOf`, kept from training and used to judge
  public record TrainedBy(
      Name function,
      SortedMap<String, String> parameters,
      String input,
      Name featureVector,
      Duration since,
      Duration holdOut,
      Optional<Instant> asOf) {
    public TrainedBy {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// With a cut-off of its own.
    public TrainedBy(
        Name function,
        SortedMap<String, String> parameters,
        String input,
        Name featureVector,
        Duration since,
        Duration holdOut,
        Instant asOf) {
      this(function, parameters, input, featureVector, since, holdOut, Optional.of(asOf));
    }

    /// The data's cut-off of a model of a release.
    ///
    /// @throws IllegalStateException when neither the author nor the lock gave one
    public Instant cutOff() {
      return asOf.orElseThrow(() -> new IllegalStateException("a model without a cut-off"));
    }
  }

  /// When it is trained again, as a commit that moves `asOf`. Operational.
  ///
  /// @param onChangeOf feature vectors and feature sets
  /// @param onDrift a monitor of a graph that asks the model
  public record Retrain(
      List<Name> onChangeOf, Optional<Name> onDrift, Optional<Schedule> schedule) {
    public Retrain {
      onChangeOf = List.copyOf(onChangeOf);
    }
  }

  public enum Format {
    ONNX,
    TRIBUO,
    JAVA,
    PYTHON
  }
}
