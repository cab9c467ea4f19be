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
import java.util.stream.Stream;

/// The way from a request to an answer.
public record ServingGraph(
    Metadata metadata,
    List<NamedType> request,
    List<NamedType> response,
    List<Step> steps,
    Optional<Ways> ways,
    int replicas,
    Resources resources,
    Duration timeout,
    Optional<Batching> batching,
    Optional<Scaling> scaling,
    Rollout rollout)
    implements Resource {
  public ServingGraph {
    request = List.copyOf(request);
    response = List.copyOf(response);
    steps = List.copyOf(steps);
  }

  /// Every model that a step asks, in order of the steps.
  public List<Name> models() {
    return steps.stream()
        .flatMap(
            step ->
                switch (step) {
                  case Predict predict -> Stream.of(predict.model());
                  case Ensemble ensemble -> ensemble.models().stream();
                  case Enrich _, Validate _, ImputeMissing _, AskFunction _, Switch _ ->
                      Stream.<Name>empty();
                  case Split _, Merge _, Transform _, Queue _, Remote _, Respond _, Catch _ ->
                      Stream.<Name>empty();
                })
        .distinct()
        .toList();
  }

  /// Every function that a step asks, in order of the steps.
  public List<Name> functions() {
    return steps.stream()
        .filter(AskFunction.class::isInstance)
        .map(step -> ((AskFunction) step).function())
        .distinct()
        .toList();
  }

  /// Where steps go on otherwise than to the one that is written below them; see
  /// [dev.millwright.spec.serving.StepOrder] for what follows what.
  ///
  /// @param after step to those that it says it follows; @param onError step to the one that takes
  ///   over when it does not go through
  public record Ways(SortedMap<String, List<String>> after, SortedMap<String, String> onError) {
    public Ways {
      after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
      onError = Collections.unmodifiableSortedMap(new TreeMap<>(onError));
    }
  }

  /// One step.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Enrich.class, name = "enrich"),
    @JsonSubTypes.Type(value = Validate.class, name = "validate"),
    @JsonSubTypes.Type(value = ImputeMissing.class, name = "impute"),
    @JsonSubTypes.Type(value = Predict.class, name = "model"),
    @JsonSubTypes.Type(value = AskFunction.class, name = "function"),
    @JsonSubTypes.Type(value = Ensemble.class, name = "ensemble"),
    @JsonSubTypes.Type(value = Switch.class, name = "switch"),
    @JsonSubTypes.Type(value = Split.class, name = "split"),
    @JsonSubTypes.Type(value = Merge.class, name = "merge"),
    @JsonSubTypes.Type(value = Transform.class, name = "transform"),
    @JsonSubTypes.Type(value = Queue.class, name = "queue"),
    @JsonSubTypes.Type(value = Remote.class, name = "remote"),
    @JsonSubTypes.Type(value = Respond.class, name = "respond"),
    @JsonSubTypes.Type(value = Catch.class, name = "catch"),
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

  /// Has the author's own code work on what is known.
  public record AskFunction(String name, Name function) implements Step {}

  /// Asks several models that answer the same, and makes one answer of theirs.
  ///
  /// @param weights one for each model, for the mean; empty: all count alike
  public record Ensemble(
      String name,
      List<Name> models,
      Combine combine,
      List<Double> weights,
      OnMemberFailure onMemberFailure)
      implements Step {
    public Ensemble {
      models = List.copyOf(models);
      weights = List.copyOf(weights);
    }
  }

  public enum Combine {
    MEAN,
    MEDIAN,
    MIN,
    MAX
  }

  /// What becomes of an ensemble's answer when a model gives none.
  public enum OnMemberFailure {
    FAIL,
    SKIP
  }

  /// Goes on with the first case that holds.
  public record Switch(String name, List<Case> cases) implements Step {
    public Switch {
      cases = List.copyOf(cases);
    }
  }

  /// @param when absent: it holds when no other does
  /// @param maxLoops for a way back: how often a request takes it at most; then the case no longer
  ///   holds
  public record Case(Optional<Formula> when, String to, Optional<Integer> maxLoops) {}

  /// Goes on with several steps at once.
  public record Split(String name, List<String> to) implements Step {
    public Split {
      to = List.copyOf(to);
    }
  }

  /// Waits for all ways of a split; what each of them brought is there.
  public record Merge(String name) implements Step {}

  /// Derives values.
  public record Transform(String name, SortedMap<String, Formula> derive) implements Step {
    public Transform {
      derive = Collections.unmodifiableSortedMap(new TreeMap<>(derive));
    }
  }

  /// Writes what is known to a stream, and goes on without waiting.
  public record Queue(String name, String stream) implements Step {}

  /// Asks another system.
  ///
  /// @param outputs what it answers
  public record Remote(String name, Name connection, List<NamedType> outputs) implements Step {
    public Remote {
      outputs = List.copyOf(outputs);
    }
  }

  /// Takes over from steps that do not go through.
  ///
  /// @param of those steps; empty: all that stand before it and have no `onError` of their own
  public record Catch(String name, List<String> of) implements Step {
    public Catch {
      of = List.copyOf(of);
    }
  }

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

  /// How many processes there are by the load. Operational.
  ///
  /// @param targetConcurrency how many requests a process should have at a time
  /// @param scaleToZeroAfter without a request for so long there is no process
  public record Scaling(
      Optional<Integer> min,
      Optional<Integer> max,
      Optional<Integer> targetConcurrency,
      Optional<Duration> scaleToZeroAfter) {}

  /// Who is answered by a new version, and how it comes to its share. Operational.
  ///
  /// @param shadow whether it is asked beside the stable one, and its answers only measured
  /// @param stickyBy the request's field whose values keep to one version
  public record Exposure(Strategy strategy, boolean shadow, Optional<String> stickyBy) {}

  public enum Strategy {
    CANARY,
    BLUEGREEN,
    SHADOW
  }

  /// How a new version takes traffic; see [Taking]. Operational.
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
      Duration prove,
      Optional<Exposure> exposure) {
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
