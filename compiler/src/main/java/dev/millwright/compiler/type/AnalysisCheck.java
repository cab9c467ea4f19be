package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.expression.Expectation;
import dev.millwright.compiler.expression.Scope;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The conditions of a rollout's analysis: over what is measured of the new version, and of the
/// stable one at the same time.
final class AnalysisCheck {
  private static final String STABLE = "stable.";
  private static final String PSI = "psi(";

  private final Checks checks;
  private final List<NamedType> response;

  AnalysisCheck(Checks checks, List<NamedType> response) {
    this.checks = checks;
    this.response = response;
  }

  List<Formula> check(List<Formula> conditions, Place place) {
    Scope scope = scope();
    List<Formula> analysis = new ArrayList<>();
    for (Formula condition : conditions) {
      Place at = place.element(analysis.size());
      analysis.add(checks.type(condition, scope, Expectation.condition(), at));
    }
    return analysis;
  }

  /// The stable version may have had no request meanwhile. How far the answers of both are apart is
  /// known, or the analysis is inconclusive. Names with an underscore are spellings of before.
  private Scope scope() {
    SequencedMap<String, DataType> names = new LinkedHashMap<>();
    measures(names, "errorRate", "p50", "p99");
    for (NamedType field : response) {
      BaseType type = field.type().base();
      if (type.isNumeric() || type == BaseType.BOOL) {
        names.put(PSI + field.name() + ")", DataType.of(BaseType.FLOAT64));
      }
    }
    measures(names, "error_rate", "p50_ms", "p99_ms");
    return new Scope(names);
  }

  private static void measures(SequencedMap<String, DataType> names, String... shares) {
    DataType number = DataType.of(BaseType.FLOAT64);
    DataType count = DataType.of(BaseType.INT64);
    for (String name : shares) {
      names.put(name, number);
    }
    names.put("requests", count);
    for (String name : shares) {
      names.put(STABLE + name, number.orNull());
    }
    names.put(STABLE + "requests", count.orNull());
  }
}
