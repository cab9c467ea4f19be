package dev.millwright.serving.measure;

import dev.millwright.serving.measure.CopiesMeasured.Apart;
import dev.millwright.spec.serving.Difference;
import java.util.SortedMap;
import java.util.TreeMap;

/// The differences of many pairs of answers.
final class Differences {
  private long compared;
  private long differing;
  private final SortedMap<String, Apart> fields = new TreeMap<>();

  record Sum(long compared, long differing, SortedMap<String, Apart> fields) {}

  synchronized void add(Difference difference) {
    compared++;
    differing += difference.differs() ? 1 : 0;
    difference
        .fields()
        .forEach((field, by) -> fields.merge(field, new Apart(1, by, by), Differences::together));
  }

  synchronized Sum measured() {
    return new Sum(compared, differing, new TreeMap<>(fields));
  }

  private static Apart together(Apart one, Apart other) {
    return new Apart(
        one.answers() + other.answers(),
        one.sum() + other.sum(),
        Math.max(one.most(), other.most()));
  }
}
