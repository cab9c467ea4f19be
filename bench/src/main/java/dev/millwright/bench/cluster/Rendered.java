package dev.millwright.bench.cluster;

import java.util.SortedMap;

/// Objects as Millwright applied them.
///
/// @param bodies what was sent, by path
record Rendered(String namespace, SortedMap<String, String> bodies) {
  /// The same objects for another namespace, as one YAML text.
  String in(String other) {
    return String.join("\n---\n", bodies.values())
        .replace("\"namespace\":\"" + namespace + "\"", "\"namespace\":\"" + other + "\"");
  }
}
