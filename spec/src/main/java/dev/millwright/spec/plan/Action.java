package dev.millwright.spec.plan;

import java.util.Locale;

public enum Action {
  CREATE,
  UPDATE_IN_PLACE,
  REPLACE,
  BACKFILL,
  RETRAIN,
  REDEPLOY,
  REBASELINE,
  RETIRE,
  MOVE,
  KEEP;

  /// The word for people: `update-in-place`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
