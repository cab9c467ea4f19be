package dev.millwright.offline.join;

import dev.millwright.offline.duckdb.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which examples: event times in `[from, to)`, labels known by a cut-off. An absent end is open.
public record Stretch(Optional<Instant> from, Optional<Instant> to, Optional<Instant> knownBy) {
  /// Examples of `[from, to)` whose label was known by `to`: nothing from the future.
  public static Stretch until(Instant from, Instant to) {
    return new Stretch(Optional.of(from), Optional.of(to), Optional.of(to));
  }

  /// Everything.
  public static Stretch all() {
    return new Stretch(Optional.empty(), Optional.empty(), Optional.empty());
  }

  String condition() {
    List<String> conditions = new ArrayList<>(List.of("TRUE"));
    from.ifPresent(instant -> conditions.add("__timestamp >= " + Values.micros(instant)));
    to.ifPresent(instant -> conditions.add("__timestamp < " + Values.micros(instant)));
    knownBy.ifPresent(instant -> conditions.add("__available <= " + Values.micros(instant)));
    return String.join(" AND ", conditions);
  }
}
