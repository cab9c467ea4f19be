package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A model: where its bytes come from, what it takes and answers, and what it must prove before it
/// serves. In JSON, the field `trainedBy` or `artifact` tells where from.
///
/// @param gates conditions over the held-out metrics; `live.` is the model in service; none of an
///   artifact
public record Model(
    Metadata metadata,
    @JsonIgnore Origin origin,
    Format format,
    Inputs inputs,
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
      Origin origin,
      Format format,
      Inputs inputs,
      List<NamedType> outputs,
      List<Formula> gates) {
    this(metadata, origin, format, inputs, outputs, gates, Optional.empty());
  }

  @JsonCreator
  static Model of(
      @JsonProperty("metadata") Metadata metadata,
      @JsonProperty("trainedBy") Optional<TrainedBy> trainedBy,
      @JsonProperty("artifact") Optional<Artifact> artifact,
      @JsonProperty("format") Format format,
      @JsonProperty("inputs") Inputs inputs,
      @JsonProperty("outputs") List<NamedType> outputs,
      @JsonProperty("gates") List<Formula> gates,
      @JsonProperty("retrain") Optional<Retrain> retrain) {
    Origin origin = trainedBy.<Origin>map(it -> it).or(() -> artifact).orElseThrow();
    return new Model(metadata, origin, format, inputs, outputs, gates, retrain);
  }

  /// How it is trained; absent of an artifact.
  @JsonProperty("trainedBy")
  public Optional<TrainedBy> training() {
    return switch (origin) {
      case TrainedBy trained -> Optional.of(trained);
      case Artifact _ -> Optional.empty();
    };
  }

  /// The file that it is; absent of one that is trained.
  @JsonProperty("artifact")
  public Optional<Artifact> artifact() {
    return switch (origin) {
      case TrainedBy _ -> Optional.empty();
      case Artifact file -> Optional.of(file);
    };
  }

  /// How it is trained, for whoever works on models that are.
  ///
  /// @throws IllegalStateException when it is an artifact
  public TrainedBy trainedBy() {
    return training()
        .orElseThrow(() -> new IllegalStateException(metadata.name() + " is not trained"));
  }

  /// The same, told otherwise.
  public Model with(Metadata metadata, Origin origin, List<Formula> gates) {
    return new Model(metadata, origin, format, inputs, outputs, gates, retrain);
  }

  /// What is to be made, without when: nothing operational is left.
  public Model settled() {
    return new Model(metadata, origin, format, inputs, outputs, gates);
  }

  /// Where its bytes come from.
  public sealed interface Origin permits TrainedBy, Artifact {}

  /// A file of the commit that was trained elsewhere.
  ///
  /// @param path relative to the project's folder; what decides is the content, whose SHA-256 is a
  ///   part of the version
  public record Artifact(@JsonValue String path) implements Origin {}

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
      Optional<Instant> asOf)
      implements Origin {
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

  /// What it takes. In JSON, a text is the name of a vector, and a list are fields.
  public sealed interface Inputs permits OfVector, Fields {
    @JsonCreator
    static Inputs of(JsonNode node) {
      return node.isString()
          ? new OfVector(Name.of(node.asString()))
          : new Fields(
              node.valueStream()
                  .map(it -> Json.mapper().treeToValue(it, NamedType.class))
                  .toList());
    }

    /// The vector, where it takes one's columns.
    default Optional<Name> vector() {
      return switch (this) {
        case OfVector(var vector) -> Optional.of(vector);
        case Fields _ -> Optional.empty();
      };
    }
  }

  /// The columns of a vector, in its order.
  public record OfVector(@JsonValue Name name) implements Inputs {}

  /// Values by their names, in this order, whichever step of a graph brings them.
  public record Fields(@JsonValue List<NamedType> fields) implements Inputs {
    public Fields {
      fields = List.copyOf(fields);
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

  /// How the bytes are to be read.
  public enum Format {
    ONNX(".onnx"),
    TRIBUO(".tribuo"),
    JAVA(".jar"),
    PYTHON(".pkl");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    /// How the name of a file of the format ends.
    public String ending() {
      return ending;
    }
  }
}
