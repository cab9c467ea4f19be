package dev.millwright.cli.daemon;

import dev.millwright.reconciler.engine.Intents;
import dev.millwright.reconciler.state.StateLayout;
import java.util.Map;

/// Reads from the environment whether somebody wants to see what survives a death after an intent:
/// `MILLWRIGHT_DIE_AFTER=n` ends the daemon right after its n-th intent write, and the state
/// folder's `intents.log` names them all.
final class WatchedIntents {
  private static final String VARIABLE = "MILLWRIGHT_DIE_AFTER";

  private WatchedIntents() {}

  static Intents of(StateLayout layout, Map<String, String> variables) {
    String asked = variables.getOrDefault(VARIABLE, "");
    return asked.isEmpty()
        ? Intents.unwatched()
        : Intents.watched(layout.intents(), Integer.parseInt(asked));
  }
}
