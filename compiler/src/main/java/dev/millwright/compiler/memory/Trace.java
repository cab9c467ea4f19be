package dev.millwright.compiler.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What a computation asked of its surroundings and was told. When all of that is still so, it
/// would come to the same end.
///
/// Answers are compared with `equals`; large ones are wrapped in [Same]. For one thread at a time
/// while it is written.
///
/// @param <Q> what can be asked
public final class Trace<Q> {
  private final Map<Q, Object> seen = new LinkedHashMap<>();
  private boolean everything;

  public void saw(Q question, Object answer) {
    seen.putIfAbsent(question, answer);
  }

  /// The computation looked at more than can be written down: it is not to be spared.
  public void sawEverything() {
    everything = true;
  }

  /// Whether all that was asked has the same answer now.
  public boolean holds(Function<Q, Object> now) {
    if (everything) {
      return false;
    }
    for (Map.Entry<Q, Object> entry : seen.entrySet()) {
      if (!entry.getValue().equals(now.apply(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
