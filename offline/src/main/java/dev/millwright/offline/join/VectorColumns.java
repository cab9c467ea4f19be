package dev.millwright.offline.join;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Feature;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The columns of a vector and the order in which a model takes them: selected features as
/// declared, derived values by name, then the request's numbers and vectors.
public final class VectorColumns {
  private VectorColumns() {}

  /// What a model takes, in order.
  public static List<NamedType> inputs(FeatureVector vector, Map<Name, FeatureSet> sets) {
    List<NamedType> columns = new ArrayList<>();
    vector
        .features()
        .forEach(selected -> columns.add(new NamedType(selected.alias(), type(selected, sets))));
    vector
        .derive()
        .forEach((name, formula) -> columns.add(new NamedType(name, formula.expression().type())));
    vector.request().stream().filter(field -> isNumber(field.type().base())).forEach(columns::add);
    return columns;
  }

  /// The numbers that columns are: of a vector each of its own, called `name[1]` and so on.
  public static List<NamedType> numbers(List<NamedType> columns) {
    List<NamedType> numbers = new ArrayList<>();
    for (NamedType column : columns) {
      int dimension = column.type().dimension().orElse(0);
      for (int i = 1; i <= dimension; i++) {
        numbers.add(new NamedType(column.name() + "[" + i + "]", column.type().element()));
      }
      if (dimension == 0) {
        numbers.add(column);
      }
    }
    return numbers;
  }

  /// Whether it is one number of a vector.
  public static boolean isOfVector(NamedType number) {
    return number.name().endsWith("]");
  }

  /// The feature that a vector selects.
  public static Feature feature(Selected selected, Map<Name, FeatureSet> sets) {
    FeatureSet set = sets.get(selected.feature().featureSet());
    if (set == null) {
      throw new IllegalArgumentException("no feature set " + selected.feature().featureSet());
    }
    return set.features().stream()
        .filter(feature -> feature.name().equals(selected.feature().feature()))
        .findFirst()
        .orElseThrow();
  }

  /// The declarations of sets at snapshots.
  public static Map<Name, FeatureSet> declarations(Map<Name, SetAt> sets) {
    Map<Name, FeatureSet> declarations = new java.util.TreeMap<>();
    sets.forEach((name, set) -> declarations.put(name, set.set()));
    return declarations;
  }

  private static DataType type(Selected selected, Map<Name, FeatureSet> sets) {
    return feature(selected, sets).type().orNull();
  }

  private static boolean isNumber(BaseType type) {
    return type.isNumeric() || type == BaseType.BOOL || type == BaseType.VECTOR;
  }
}
