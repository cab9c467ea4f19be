package dev.millwright.serving.measure;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far two answers to one request are apart.
///
/// @param differs whether they say anything else
/// @param fields by field that is a number in both, by how much, without a sign
public record Difference(boolean differs, SortedMap<String, Double> fields) {
  public Difference {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }
}
