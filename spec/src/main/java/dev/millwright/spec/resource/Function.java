package dev.millwright.spec.resource;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Code of the author's.
///
/// @param source a folder of the project; absent where a container brings the code
/// @param handler `package.Class::method` in Java, `module:function` in Python; absent where a
///   container brings the code
/// @param dependencies Maven coordinates, `group:artifact:version`
/// @param build what else the source is built with
/// @param container only with [Language#CONTAINER]
/// @param service only with [Type#SERVICE]
/// @param env environment variables
public record Function(
    Metadata metadata,
    Type type,
    Language runtime,
    Optional<String> source,
    Optional<String> handler,
    SortedMap<String, Parameter> parameters,
    SortedMap<String, Input> inputs,
    SortedMap<String, Output> outputs,
    List<String> dependencies,
    Resources resources,
    Duration timeout,
    Optional<Build> build,
    Optional<Container> container,
    Optional<Service> service,
    Optional<SortedMap<String, String>> env,
    Optional<List<Secret>> secrets,
    Optional<Retries> retries,
    Optional<Schedule> schedule,
    Optional<Tuning> tune)
    implements Resource {
  public Function {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    dependencies = List.copyOf(dependencies);
  }

  /// The same, told otherwise.
  ///
  /// @param tune the same tuning, typed or written otherwise
  public Function with(Metadata metadata, Optional<Tuning> tune) {
    return new Function(
        metadata,
        type,
        runtime,
        source,
        handler,
        parameters,
        inputs,
        outputs,
        dependencies,
        resources,
        timeout,
        build,
        container,
        service,
        env,
        secrets,
        retries,
        schedule,
        tune);
  }

  /// What is to be done, without where, when and how much: nothing operational is left.
  public Function settled() {
    return new Function(
        metadata,
        type,
        runtime,
        source,
        handler,
        parameters,
        inputs,
        outputs,
        dependencies,
        new Resources(Optional.empty()),
        Duration.ZERO,
        build,
        container,
        service.map(it -> new Service(it.port(), it.protocol(), 1)),
        env,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tune);
  }

  /// How long a run takes at most, with all that is tried again.
  public Duration longest() {
    return retries.map(it -> it.longest(timeout)).orElse(timeout);
  }

  /// The values that it takes of each request, in order of name; none of a job.
  public List<NamedType> request() {
    return inputs.entrySet().stream()
        .flatMap(it -> it.getValue().value().map(type -> new NamedType(it.getKey(), type)).stream())
        .toList();
  }

  /// The values that it gives for each request, in order of name; none of a job.
  public List<NamedType> response() {
    return outputs.entrySet().stream()
        .flatMap(it -> it.getValue().value().map(type -> new NamedType(it.getKey(), type)).stream())
        .toList();
  }

  /// Whether a graph's process runs it, and not one of its own.
  public boolean runsInGraph() {
    return type != Type.JOB && runtime == Language.JAVA;
  }

  /// Whether it has a schedule, which can start it: one gives neither inputs nor parameters.
  public boolean startsByItself() {
    return schedule.isPresent()
        && inputs.isEmpty()
        && parameters.values().stream().allMatch(it -> it.defaultValue().isPresent());
  }

  /// The parameters of a run that is given none, in canonical text.
  public SortedMap<String, String> defaults() {
    SortedMap<String, String> defaults = new TreeMap<>();
    parameters.forEach(
        (name, it) -> it.defaultValue().ifPresent(value -> defaults.put(name, value)));
    return defaults;
  }

  /// How the code runs.
  public enum Type {
    /// Starts, ends, and leaves its outputs.
    JOB,
    /// Runs until it is told to end, and answers requests.
    SERVICE,
    /// A class that a serving graph or a feature set asks for each request or row.
    STEP
  }

  public enum Language {
    JAVA,
    PYTHON,
    /// Whatever an image holds.
    CONTAINER
  }

  /// @param defaultValue in canonical text; absent: the caller must give one
  public record Parameter(
      DataType type,
      Optional<String> defaultValue,
      Optional<Double> minimum,
      Optional<Double> maximum) {}

  /// @param value only with [InputType#VALUE]: its type
  public record Input(InputType type, Optional<DataType> value) {
    public Input(InputType type) {
      this(type, Optional.empty());
    }

    /// As it is written.
    public String word() {
      return value.map(DataType::toString).orElse(type.name());
    }
  }

  public enum InputType {
    DATASET,
    /// One value of a request or a row.
    VALUE
  }

  /// @param value only with [OutputType#VALUE]: its type
  public record Output(OutputType type, Optional<DataType> value) {
    public Output(OutputType type) {
      this(type, Optional.empty());
    }

    /// As it is written.
    public String word() {
      return value.map(DataType::toString).orElse(type.name());
    }
  }

  public enum OutputType {
    MODEL,
    FLOAT64,
    INT64,
    STRING,
    DATASET,
    /// One value of an answer or a row.
    VALUE
  }

  /// @param baseImage what the function's image stands on
  /// @param requirements Python distributions, as in a requirements file
  public record Build(
      Optional<String> baseImage,
      Optional<Integer> javaVersion,
      Optional<String> pythonVersion,
      List<String> requirements) {
    /// A distribution's name, its extras, and which versions of it will do.
    public static final Pattern REQUIREMENT =
        Pattern.compile(
            "[A-Za-z0-9][-._A-Za-z0-9]*(\\[[-._,A-Za-z0-9]+\\])?"
                + "( *(==|>=|<=|~=|!=|<|>) *[0-9][-.*+!A-Za-z0-9]*"
                + "(, *(==|>=|<=|~=|!=|<|>) *[0-9][-.*+!A-Za-z0-9]*){0,50})?");

    /// A version of Python, such as `3.12`.
    public static final Pattern PYTHON_VERSION = Pattern.compile("3\\.[0-9]{1,2}");

    public Build {
      requirements = List.copyOf(requirements);
    }

    /// Whether nothing is said; no property of it.
    public boolean saysNothing() {
      return baseImage.isEmpty()
          && javaVersion.isEmpty()
          && pythonVersion.isEmpty()
          && requirements.isEmpty();
    }
  }

  /// @param command what runs instead of the image's entry point; empty: that one
  /// @param args what it is told
  public record Container(String image, List<String> command, List<String> args) {
    public Container {
      command = List.copyOf(command);
      args = List.copyOf(args);
    }
  }

  /// @param replicas how many processes answer. Operational
  public record Service(int port, Protocol protocol, int replicas) {}

  public enum Protocol {
    HTTP,
    GRPC
  }
}
