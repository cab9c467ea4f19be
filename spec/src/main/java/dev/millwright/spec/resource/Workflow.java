package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import java.util.List;

/// Steps that a person, a schedule or a monitor starts, in order.
public record Workflow(Metadata metadata, List<Step> steps) implements Resource {
  public Workflow {
    steps = List.copyOf(steps);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Ingest.class, name = "ingest"),
    @JsonSubTypes.Type(value = Train.class, name = "train"),
    @JsonSubTypes.Type(value = Propose.class, name = "propose"),
  })
  public sealed interface Step {
    String name();
  }

  /// Brings a feature set up to the data's present.
  public record Ingest(String name, Name featureSet) implements Step {}

  /// Trains a model as of the data's present and judges it against its gates and the model in
  /// service.
  public record Train(String name, Name model) implements Step {}

  /// Proposes the trained model as a commit that moves its `asOf`, on a branch below `millwright/`.
  public record Propose(String name, Name model) implements Step {}
}
