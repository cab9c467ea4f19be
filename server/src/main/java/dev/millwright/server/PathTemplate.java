package dev.millwright.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with names in braces for its variable parts.
record PathTemplate(List<String> parts) {
  static PathTemplate of(String template) {
    return new PathTemplate(List.of(template.split("/", -1)));
  }

  /// The values of the variable parts; absent when the path is another.
  Optional<Map<String, String>> match(String path) {
    List<String> given = List.of(path.split("/", -1));
    if (given.size() != parts.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String part = parts.get(i);
      if (part.startsWith("{") && !given.get(i).isEmpty()) {
        values.put(part.substring(1, part.length() - 1), given.get(i));
      } else if (!part.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
