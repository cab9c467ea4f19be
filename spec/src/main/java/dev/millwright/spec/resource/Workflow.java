package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Steps that a person, a trigger or a monitor starts. What is absent is as if it was never part of
/// the language, so that what was written before it has the version that it had.
///
/// @param conduct by the name of a step, how it runs; a step that says nothing of it is not there
/// @param onExit what runs when the others have ended, however they did
/// @param concurrency absent: [Concurrency#FORBID]
/// @param timeout how long a run may take in all, before it is ended
public record Workflow(
    Metadata metadata,
    List<Step> steps,
    Optional<SortedMap<String, Conduct>> conduct,
    Optional<SortedMap<String, Parameter>> parameters,
    Optional<List<Step>> onExit,
    Optional<List<Trigger>> triggers,
    Optional<Concurrency> concurrency,
    Optional<Duration> timeout)
    implements Resource {
  public Workflow {
    steps = List.copyOf(steps);
    conduct = conduct.map(it -> Collections.unmodifiableSortedMap(new TreeMap<>(it)));
    parameters = parameters.map(it -> Collections.unmodifiableSortedMap(new TreeMap<>(it)));
    onExit = onExit.map(List::copyOf);
    triggers = triggers.map(List::copyOf);
  }

  /// Steps one after another, that somebody starts.
  public static Workflow of(Metadata metadata, List<Step> steps) {
    return new Workflow(
        metadata,
        steps,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// How a step runs; [Conduct#PLAIN] when it says nothing of it.
  public Conduct conductOf(String step) {
    return conduct.map(it -> it.getOrDefault(step, Conduct.PLAIN)).orElse(Conduct.PLAIN);
  }

  /// The steps and those on exit.
  public List<Step> allSteps() {
    return Stream.concat(steps.stream(), onExit.stream().flatMap(List::stream)).toList();
  }

  /// What whoever starts it may choose. Each has a default, since a trigger chooses nothing.
  ///
  /// @param type of the value; of one element where `elements` is there
  /// @param defaultValue in canonical text
  /// @param elements the default of a list, each in canonical text
  /// @param minimum of a number, and of each element that is one
  public record Parameter(
      DataType type,
      Optional<String> defaultValue,
      Optional<List<String>> elements,
      Optional<Double> minimum,
      Optional<Double> maximum) {
    public Parameter {
      elements = elements.map(List::copyOf);
    }
  }

  /// One step.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Ingest.class, name = "ingest"),
    @JsonSubTypes.Type(value = Train.class, name = "train"),
    @JsonSubTypes.Type(value = Propose.class, name = "propose"),
    @JsonSubTypes.Type(value = Run.class, name = "run"),
    @JsonSubTypes.Type(value = Deploy.class, name = "deploy"),
    @JsonSubTypes.Type(value = Approval.class, name = "approval"),
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

  /// Runs a function.
  ///
  /// @param parameters constants, or texts with references, by name
  public record Run(
      String name,
      Name function,
      SortedMap<String, String> parameters,
      SortedMap<String, Source> inputs)
      implements Step {
    public Run {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
      inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }
  }

  /// What fills an input of a function.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = From.class, name = "from"),
    @JsonSubTypes.Type(value = Vector.class, name = "vector"),
    @JsonSubTypes.Type(value = Rows.class, name = "rows"),
  })
  public sealed interface Source {}

  /// What another step made.
  ///
  /// @param reference such as `${steps.prepare.outputs.rows}`
  public record From(String reference) implements Source {}

  /// A vector's rows.
  ///
  /// @param since how far back they go before the data's present; absent: all
  public record Vector(Name featureVector, Optional<Duration> since) implements Source {}

  /// A feature set's newest snapshot.
  public record Rows(Name featureSet) implements Source {}

  /// Rolls serving graphs out, and waits until they answer.
  public record Deploy(String name, List<Name> graphs) implements Step {
    public Deploy {
      graphs = List.copyOf(graphs);
    }
  }

  /// Waits until a person says yes. One who says no ends the run.
  ///
  /// @param who may answer; one answer is enough
  /// @param message may have references
  public record Approval(
      String name, List<String> who, String message, Duration timeout, OnTimeout onTimeout)
      implements Step {
    public Approval {
      who = List.copyOf(who);
    }
  }

  /// What no answer means.
  public enum OnTimeout {
    REFUSE,
    APPROVE
  }

  /// How a step runs.
  ///
  /// @param after the steps that it waits for; absent: the one that is written above it
  /// @param when it runs only where this is true; else it is skipped, and what follows goes on
  /// @param timeout how long one attempt may take
  public record Conduct(
      Optional<List<String>> after,
      Optional<Formula> when,
      Optional<ForEach> forEach,
      Optional<Retries> retries,
      Optional<Duration> timeout) {
    /// Of a step that says nothing of it.
    public static final Conduct PLAIN =
        new Conduct(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Conduct {
      after = after.map(List::copyOf);
    }

    public Conduct withWhen(Optional<Formula> condition) {
      return new Conduct(after, condition, forEach, retries, timeout);
    }
  }

  /// Runs a step once for each element of a list.
  ///
  /// @param from a reference to a list; absent when `values` is there
  /// @param as what the element is called in the step
  /// @param parallelism how many run at a time
  public record ForEach(
      Optional<String> from,
      Optional<List<FeatureSet.Constant>> values,
      String as,
      int parallelism) {
    public ForEach {
      values = values.map(List::copyOf);
    }
  }

  /// Tries a step again.
  ///
  /// @param limit how often beyond the first time
  /// @param backoff the wait before the first of them; @param factor what each wait is longer by
  public record Retries(int limit, Duration backoff, double factor, SortedSet<Trouble> on) {
    public Retries {
      on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
    }
  }

  /// How a step may not go through.
  public enum Trouble {
    /// The world failed: a machine, a network.
    ERROR,
    /// The step's own work failed.
    FAILURE,
    /// It took longer than it may.
    TIMEOUT
  }

  /// What happens to a start while a run goes on. Operational.
  public enum Concurrency {
    ALLOW,
    FORBID,
    REPLACE
  }
}
