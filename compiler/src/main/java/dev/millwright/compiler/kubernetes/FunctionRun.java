package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Address;
import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A function that somebody asked to run. A release alone runs none: to apply objects must not
/// start an author's code.
///
/// @param run names the run: the same name is the same run
/// @param parameters in canonical text; those that are not given have their defaults
/// @param inputs each a FeatureSet or a FeatureVector
/// @param schedule absent: once
public record FunctionRun(
    Name run,
    Name function,
    SortedMap<String, String> parameters,
    SortedMap<String, Address> inputs,
    Optional<Schedule> schedule) {
  public FunctionRun {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }

  /// @param cron five fields
  /// @param timeZone a name of the time zone database
  public record Schedule(
      String cron, String timeZone, Concurrency concurrency, boolean isSuspended) {}

  /// What happens when it is time and the one before still runs.
  public enum Concurrency {
    ALLOW,
    FORBID,
    REPLACE
  }
}
