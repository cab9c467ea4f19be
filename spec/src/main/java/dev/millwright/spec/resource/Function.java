package dev.millwright.spec.resource;

import dev.millwright.spec.expression.DataType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Code of the author's.
///
/// @param source a folder of the project
/// @param handler `package.Class::method`
/// @param dependencies Maven coordinates, `group:artifact:version`
public record Function(
    Metadata metadata,
    Type type,
    Language runtime,
    String source,
    String handler,
    SortedMap<String, Parameter> parameters,
    SortedMap<String, Input> inputs,
    SortedMap<String, Output> outputs,
    List<String> dependencies,
    Resources resources,
    Duration timeout)
    implements Resource {
  public Function {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    dependencies = List.copyOf(dependencies);
  }

  public enum Type {
    JOB
  }

  public enum Language {
    JAVA
  }

  /// @param defaultValue in canonical text; absent: the caller must give one
  public record Parameter(
      DataType type,
      Optional<String> defaultValue,
      Optional<Double> minimum,
      Optional<Double> maximum) {}

  public record Input(InputType type) {}

  public enum InputType {
    DATASET
  }

  public record Output(OutputType type) {}

  public enum OutputType {
    MODEL,
    FLOAT64,
    INT64,
    STRING,
    DATASET
  }
}
