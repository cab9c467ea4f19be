package dev.millwright.reconciler.platform.kubernetes.record;

import java.util.Locale;

/// The custom resources, in the order in which they are written.
enum Shown {
  SOURCE("Source"),
  RELEASE("Release"),
  ROLLOUT("Rollout"),
  COMPONENT("Component");

  private final String kind;

  Shown(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  String plural() {
    return kind.toLowerCase(Locale.ROOT) + "s";
  }
}
