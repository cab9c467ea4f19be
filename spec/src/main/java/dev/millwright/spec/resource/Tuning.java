package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.expression.Formula;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Several runs of a function with other parameters, of which the best one counts.
///
/// @param space what each parameter may be
/// @param metric the output by which runs are compared
/// @param trials how many runs there are at most; absent: as many as the space has points
/// @param parallelism how many run at a time
/// @param stop a condition over the outputs of a run: when it holds no further one is started
public record Tuning(
    Strategy strategy,
    SortedMap<String, Range> space,
    Goal goal,
    String metric,
    Optional<Integer> trials,
    int parallelism,
    Optional<Formula> stop) {
  public Tuning {
    space = Collections.unmodifiableSortedMap(new TreeMap<>(space));
  }

  /// The same with another condition to stop.
  public Tuning stoppingAt(Optional<Formula> condition) {
    return new Tuning(strategy, space, goal, metric, trials, parallelism, condition);
  }

  /// How points of the space are chosen.
  public enum Strategy {
    /// Each value with each.
    GRID,
    /// The first values together, then the second, and so on.
    LIST,
    RANDOM,
    /// By what the runs so far say: tree-structured Parzen estimators.
    TPE
  }

  public enum Goal {
    MAXIMIZE,
    MINIMIZE
  }

  /// What one parameter may be.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "range")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Values.class, name = "values"),
    @JsonSubTypes.Type(value = Between.class, name = "between"),
  })
  public sealed interface Range {}

  /// @param values in canonical text
  public record Values(List<String> values) implements Range {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// Both ends are in it, in canonical text.
  public record Between(String from, String to, Scale scale) implements Range {}

  /// How values between two ends are spread.
  public enum Scale {
    LINEAR,
    LOG
  }
}
