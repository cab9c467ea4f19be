package dev.millwright.spec.release;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;

/// One edge of the component graph.
///
/// @param taken what went into the version: for `DERIVES` the other's version, or for a vector's
///   features the digest of the features it selects; for `READS` the other's contract
public record Dependency(Address to, Edge edge, Digest taken) {
  public enum Edge {
    DERIVES,
    READS
  }
}
