package dev.millwright.server.control;

import dev.millwright.spec.Address;
import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A wish to run a function by hand.
///
/// @param parameters in canonical text
/// @param inputs input name to the feature set or vector that fills it
public record FunctionRun(
    Name function, SortedMap<String, String> parameters, SortedMap<String, Address> inputs) {
  public FunctionRun {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }
}
