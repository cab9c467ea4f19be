package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How right a graph's answers turn out to be, of a [Monitor].
///
/// @param prediction the response's field that is held against the label; absent: the only one
public record Performance(Labels labels, Optional<String> prediction, SortedSet<Metric> metrics) {
  public Performance {
    metrics = Collections.unmodifiableSortedSet(new TreeSet<>(metrics));
  }

  /// @param field a feature of the set
  /// @param within how long after its request a label may come
  public record Labels(Name featureSet, String field, Join join, Duration within) {}

  /// How a label finds its request.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "join")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OnFields.class, name = "fields"),
    @JsonSubTypes.Type(value = OnKeys.class, name = "keys"),
  })
  public sealed interface Join {}

  /// By fields that have the same name on both sides.
  public record OnFields(List<String> fields) implements Join {
    public OnFields {
      fields = List.copyOf(fields);
    }
  }

  /// By the set's entities, each to a field of the request, and its time.
  public record OnKeys(SortedMap<String, String> keys, String time) implements Join {
    public OnKeys {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
  }

  public enum Metric {
    AUC,
    ACCURACY,
    PRECISION,
    RECALL,
    F1,
    LOGLOSS,
    CALIBRATION,
    RMSE,
    MAE;

    /// As it is written.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it says something of labels of this type.
    public boolean fits(BaseType label) {
      return switch (this) {
        case RMSE, MAE -> label.isNumeric();
        case ACCURACY -> label == BaseType.BOOL || label == BaseType.STRING;
        case AUC, PRECISION, RECALL, F1, LOGLOSS, CALIBRATION -> label == BaseType.BOOL;
      };
    }

    /// Whether it is of probabilities, and not of answers.
    public boolean asksProbability() {
      return switch (this) {
        case AUC, LOGLOSS, CALIBRATION -> true;
        case ACCURACY, PRECISION, RECALL, F1, RMSE, MAE -> false;
      };
    }
  }
}
