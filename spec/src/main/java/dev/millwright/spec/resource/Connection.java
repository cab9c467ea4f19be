package dev.millwright.spec.resource;

/// A named outside system. A relative root is a folder of the project and read from the commit; an
/// absolute one is outside and snapshotted by digest.
public record Connection(Metadata metadata, Type type, String root) implements Resource {
  public enum Type {
    FILESYSTEM
  }
}
