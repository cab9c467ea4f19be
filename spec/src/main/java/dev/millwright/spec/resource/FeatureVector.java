package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The features that a model sees, joined as they were known at each example's time.
///
/// @param label the feature that examples carry: its set's rows are the examples
/// @param request values that the caller brings: from the label's rows offline, from the request
///   online
/// @param derive values computed from the request's, the same offline and online
/// @param maxAge by set: a value older than this is missing, where the set's own age is not tighter
public record FeatureVector(
    Metadata metadata,
    Optional<FeatureReference> label,
    List<NamedType> request,
    SortedMap<String, Formula> derive,
    List<Selected> features,
    Join join,
    OnMissing onMissing,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Name, Duration> maxAge)
    implements Resource {
  public FeatureVector {
    maxAge = ages(maxAge);
    request = List.copyOf(request);
    derive = Collections.unmodifiableSortedMap(new TreeMap<>(derive));
    features = List.copyOf(features);
  }

  /// Without ages of its own.
  public FeatureVector(
      Metadata metadata,
      Optional<FeatureReference> label,
      List<NamedType> request,
      SortedMap<String, Formula> derive,
      List<Selected> features,
      Join join,
      OnMissing onMissing) {
    this(metadata, label, request, derive, features, join, onMissing, new TreeMap<>());
  }

  /// The set as this vector sees it: with the tighter of both ages.
  public FeatureSet seen(FeatureSet set) {
    Optional<Duration> age = Optional.ofNullable(maxAge.get(set.metadata().name()));
    return age.map(set::within).orElse(set);
  }

  // Releases from before there were ages have none.
  private static SortedMap<Name, Duration> ages(@Nullable SortedMap<Name, Duration> ages) {
    return ages == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(ages));
  }

  /// A feature of a set: `origin-delays.delay_avg_24h`.
  public record FeatureReference(Name featureSet, String feature) {}

  /// @param alias the name in the vector
  public record Selected(FeatureReference feature, String alias) {
    /// Stands for all features of a set, each under its own name, until the commit is compiled: a
    /// release holds none.
    public static Selected all(Name featureSet) {
      return new Selected(new FeatureReference(featureSet, "*"), featureSet + ".*");
    }

    public boolean selectsAll() {
      return feature.feature().equals("*");
    }
  }

  public enum Join {
    LEFT,
    INNER
  }

  public enum OnMissing {
    IMPUTE,
    NULL,
    FAIL
  }
}
