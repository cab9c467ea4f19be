package dev.millwright.spec.yaml;

/// Stops [PlainYaml] at what it leaves to SnakeYAML. Thrown for a good part of all files, so it
/// knows nothing of where.
final class NotPlain extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotPlain() {
    super("not plain", null, false, false);
  }
}
