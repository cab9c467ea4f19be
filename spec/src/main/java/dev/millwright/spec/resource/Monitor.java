package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Watches what a graph sees and says.
///
/// @param writeTo the feature set that takes the record of production
public record Monitor(
    Metadata metadata,
    Name of,
    Windows window,
    Drift drift,
    Optional<Name> writeTo,
    List<Alert> alerts,
    Optional<OnDrift> onDrift)
    implements Resource {
  public Monitor {
    alerts = List.copyOf(alerts);
  }

  /// Windows of event time.
  ///
  /// @param size the length of a window
  /// @param slide the distance between the starts of two windows
  /// @param minSamples fewer is "not enough data"
  /// @param closeIdleAfter wall time after which an idle graph's last window closes
  public record Windows(Duration size, Duration slide, int minSamples, Duration closeIdleAfter) {}

  /// @param standard thresholds for every feature, by method
  /// @param features thresholds for one, replacing the standard
  public record Drift(
      SortedMap<Method, Double> standard, SortedMap<String, SortedMap<Method, Double>> features) {
    public Drift {
      standard = Collections.unmodifiableSortedMap(new TreeMap<>(standard));
      features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }
  }

  public enum Method {
    PSI,
    KS
  }

  /// @param when a condition over `drifted` (bool), `drifted_features` (int64), `samples` (int64)
  /// @param forWindows how many windows in a row
  public record Alert(
      String name, Formula when, int forWindows, String severity, Duration cooldown) {}

  /// @param run the workflow that an alert starts
  /// @param perWeek how many times in seven days of event time
  public record OnDrift(Name run, int perWeek) {}
}
