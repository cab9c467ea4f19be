package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The way from a request to an answer.
public record ServingGraph(
    Metadata metadata,
    List<NamedType> request,
    List<NamedType> response,
    List<Step> steps,
    int replicas,
    Resources resources,
    Duration timeout,
    Optional<Batching> batching,
    Rollout rollout)
    implements Resource {
  public ServingGraph {
    request = List.copyOf(request);
    response = List.copyOf(response);
    steps = List.copyOf(steps);
  }

  /// One step; steps run in order.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Enrich.class, name = "enrich"),
    @JsonSubTypes.Type(value = Validate.class, name = "validate"),
    @JsonSubTypes.Type(value = ImputeMissing.class, name = "impute"),
    @JsonSubTypes.Type(value = Predict.class, name = "model"),
    @JsonSubTypes.Type(value = Respond.class, name = "respond"),
  })
  public sealed interface Step {
    String name();
  }

  /// Looks the vector's features up.
  ///
  /// @param asOf the request's field that says when; absent: the time of arrival
  public record Enrich(String name, Name featureVector, Optional<String> asOf) implements Step {}

  /// Checks the features' policies.
  public record Validate(String name, OnViolation onViolation) implements Step {}

  public enum OnViolation {
    FAIL,
    WARN
  }

  /// Fills what is missing, by the features' metadata and the statistics of the model's training.
  public record ImputeMissing(String name) implements Step {}

  /// Asks a model.
  public record Predict(String name, Name model) implements Step {}

  /// Answers; ends the graph.
  public record Respond(String name, SortedMap<String, Formula> fields) implements Step {
    public Respond {
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
  }

  /// Requests that a model answers together. Operational.
  ///
  /// @param maxDelay how long the first of a batch waits at most for others
  public record Batching(int maxSize, Duration maxDelay) {}

  /// How a new version takes traffic. Operational.
  ///
  /// @param steps the new release's share after each shift, in percent, rising; 100 follows by
  ///   itself
  /// @param pause how long each share holds before it is judged
  /// @param analysis conditions over the new version's measurements, `stable.` being the old one's
  ///   at the same time
  /// @param minSamples fewer requests than this on the new version is inconclusive
  /// @param prove how long all traffic runs before the old version may go
  public record Rollout(
      List<Integer> steps,
      Duration pause,
      List<Formula> analysis,
      int minSamples,
      OnInconclusive onInconclusive,
      Duration prove) {
    public Rollout {
      steps = List.copyOf(steps);
      analysis = List.copyOf(analysis);
    }
  }

  public enum OnInconclusive {
    PROCEED,
    RETURN
  }
}
