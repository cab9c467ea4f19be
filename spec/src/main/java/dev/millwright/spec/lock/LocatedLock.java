package dev.millwright.spec.lock;

import dev.millwright.spec.diagnostic.Span;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lock as it was read.
///
/// @param places where each entry names what it pins
public record LocatedLock(Lock lock, SortedMap<Need, Span> places) {
  public LocatedLock {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }
}
