package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;

/// One YAML document of a project. In JSON, `kind` tells which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Project.class, name = "Project"),
  @JsonSubTypes.Type(value = Environment.class, name = "Environment"),
  @JsonSubTypes.Type(value = Connection.class, name = "Connection"),
  @JsonSubTypes.Type(value = Function.class, name = "Function"),
  @JsonSubTypes.Type(value = FeatureSet.class, name = "FeatureSet"),
  @JsonSubTypes.Type(value = FeatureVector.class, name = "FeatureVector"),
  @JsonSubTypes.Type(value = Model.class, name = "Model"),
  @JsonSubTypes.Type(value = ServingGraph.class, name = "ServingGraph"),
  @JsonSubTypes.Type(value = Workflow.class, name = "Workflow"),
  @JsonSubTypes.Type(value = Monitor.class, name = "Monitor"),
})
public sealed interface Resource
    permits Project,
        Environment,
        Connection,
        Function,
        FeatureSet,
        FeatureVector,
        Model,
        ServingGraph,
        Workflow,
        Monitor {
  Metadata metadata();

  default Kind kind() {
    return switch (this) {
      case Project _ -> Kind.PROJECT;
      case Environment _ -> Kind.ENVIRONMENT;
      case Connection _ -> Kind.CONNECTION;
      case Function _ -> Kind.FUNCTION;
      case FeatureSet _ -> Kind.FEATURE_SET;
      case FeatureVector _ -> Kind.FEATURE_VECTOR;
      case Model _ -> Kind.MODEL;
      case ServingGraph _ -> Kind.SERVING_GRAPH;
      case Workflow _ -> Kind.WORKFLOW;
      case Monitor _ -> Kind.MONITOR;
    };
  }

  default Address address() {
    return new Address(kind(), metadata().name());
  }
}
