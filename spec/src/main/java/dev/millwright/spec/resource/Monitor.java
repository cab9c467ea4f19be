package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.Formula;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Watches what a graph sees and says.
///
/// @param writeTo the feature set that takes the record of production
/// @param baseline what windows are compared with; absent: the model's training
/// @param quality what is looked at beside drift
/// @param function a monitor of the author's own
public record Monitor(
    Metadata metadata,
    Name of,
    Windows window,
    Drift drift,
    Optional<Name> writeTo,
    List<Alert> alerts,
    Optional<OnDrift> onDrift,
    Optional<Stretch> baseline,
    Optional<SortedSet<Quality>> quality,
    Optional<Performance> performance,
    Optional<Name> function)
    implements Resource {
  public Monitor {
    alerts = List.copyOf(alerts);
    quality = quality.filter(it -> !it.isEmpty()).map(TreeSet::new);
  }

  /// One that compares drift with the training, and looks at nothing else.
  public Monitor(
      Metadata metadata,
      Name of,
      Windows window,
      Drift drift,
      Optional<Name> writeTo,
      List<Alert> alerts,
      Optional<OnDrift> onDrift) {
    this(
        metadata,
        of,
        window,
        drift,
        writeTo,
        alerts,
        onDrift,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same in other words.
  public Monitor with(Metadata words, List<Alert> worded) {
    return new Monitor(
        words,
        of,
        window,
        drift,
        writeTo,
        worded,
        onDrift,
        baseline,
        quality,
        performance,
        function);
  }

  /// Whether it looks at this.
  public boolean looksAt(Quality what) {
    return quality.filter(it -> it.contains(what)).isPresent();
  }

  /// Windows of event time.
  ///
  /// @param size the length of a window
  /// @param slide the distance between the starts of two windows
  /// @param minSamples fewer is "not enough data"
  /// @param closeIdleAfter wall time after which an idle graph's last window closes
  public record Windows(Duration size, Duration slide, int minSamples, Duration closeIdleAfter) {}

  /// @param standard thresholds for every feature whose type the method fits, by method
  /// @param features thresholds for one, replacing the standard
  /// @param methods what every feature that they fit is measured by, thresholds or none; absent:
  ///   what has a threshold
  public record Drift(
      SortedMap<Method, Double> standard,
      SortedMap<String, SortedMap<Method, Double>> features,
      Optional<SortedSet<Method>> methods) {
    public Drift {
      standard = Collections.unmodifiableSortedMap(new TreeMap<>(standard));
      features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
      methods = methods.filter(it -> !it.isEmpty()).map(TreeSet::new);
    }

    /// By the methods that have a threshold.
    public Drift(
        SortedMap<Method, Double> standard, SortedMap<String, SortedMap<Method, Double>> features) {
      this(standard, features, Optional.empty());
    }

    /// Which distances of a feature are drift, and from where on.
    ///
    /// @param type the feature's
    public SortedMap<Method, Double> thresholds(String feature, BaseType type) {
      SortedMap<Method, Double> fitting = new TreeMap<>(features.getOrDefault(feature, standard));
      fitting.keySet().removeIf(method -> !method.fits(type));
      return fitting;
    }

    /// What a feature is measured by beside that.
    public List<Method> measures(String feature, BaseType type) {
      SortedMap<Method, Double> judged = thresholds(feature, type);
      return methods.stream()
          .flatMap(SortedSet::stream)
          .filter(method -> method.fits(type) && !judged.containsKey(method))
          .toList();
    }
  }

  /// How far what was seen is from a baseline; their formulas stand where they are computed.
  public enum Method {
    PSI,
    KS,
    JS,
    WASSERSTEIN,
    CHI2,
    HELLINGER,
    TVD;

    /// As it is written.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it says something of values of this type: distances along an axis are for numbers,
    /// counts of categories for what has few values.
    public boolean fits(BaseType type) {
      return switch (this) {
        case PSI, JS, HELLINGER, TVD -> type.isNumeric() || type == BaseType.BOOL;
        case KS, WASSERSTEIN -> type.isNumeric();
        case CHI2 -> isCategory(type);
      };
    }

    /// Whether it lies between 0 and 1.
    public boolean isShare() {
      return switch (this) {
        case KS, JS, HELLINGER, TVD -> true;
        case PSI, WASSERSTEIN, CHI2 -> false;
      };
    }

    /// Whether values of a type are taken as categories, too.
    public static boolean isCategory(BaseType type) {
      return type == BaseType.BOOL || type == BaseType.INT32 || type == BaseType.INT64;
    }
  }

  /// What a feature's values may show beside drift.
  public enum Quality {
    NULLS("nulls"),
    RANGES("ranges"),
    NEW_CATEGORIES("newCategories");

    private final String word;

    Quality(String word) {
      this.word = word;
    }

    /// As it is written.
    public String word() {
      return word;
    }
  }

  /// @param when a condition over `drifted` (bool), `drifted_features` (int64), `samples` (int64),
  ///   the words of [Quality] that are looked at (bool), and metrics (float64, unknown without
  ///   labels)
  /// @param forWindows how many windows in a row
  /// @param notified who is told; absent: nobody
  public record Alert(
      String name,
      Formula when,
      int forWindows,
      String severity,
      Duration cooldown,
      @JsonProperty("notify") Optional<SortedSet<Name>> notified) {
    public Alert {
      notified = notified.filter(it -> !it.isEmpty()).map(TreeSet::new);
    }

    /// One that tells nobody.
    public Alert(String name, Formula when, int forWindows, String severity, Duration cooldown) {
      this(name, when, forWindows, severity, cooldown, Optional.empty());
    }

    /// The same with its condition in other words.
    public Alert with(Formula worded) {
      return new Alert(name, worded, forWindows, severity, cooldown, notified);
    }
  }

  /// @param run the workflow that an alert starts
  /// @param perWeek how many times in seven days of event time, where no other budget is given
  /// @param budget of another span
  /// @param propose absent: a commit on a branch
  public record OnDrift(Name run, int perWeek, Optional<Budget> budget, Optional<Propose> propose) {
    /// Within a week's budget, proposing by a commit.
    public OnDrift(Name run, int perWeek) {
      this(run, perWeek, Optional.empty(), Optional.empty());
    }

    /// How often it may start.
    public Budget limit() {
      return budget.orElseGet(() -> new Budget(perWeek, Budget.Span.WEEK));
    }
  }

  /// What becomes of a model that a workflow proposes, when it is not a commit on a branch.
  public enum Propose {
    PULL_REQUEST,
    NONE
  }
}
