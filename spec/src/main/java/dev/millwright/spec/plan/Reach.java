package dev.millwright.spec.plan;

import dev.millwright.spec.Address;
import java.util.List;

/// A consumer that a change reaches, and by which way.
public record Reach(Address changed, Address consumer, List<Address> path, Impact impact) {
  public Reach {
    path = List.copyOf(path);
  }

  /// From least to worst.
  public enum Impact {
    NONE,
    RESTART,
    REBUILD,
    RETRAIN,
    BACKFILL,
    CONTRACT_BREAKING
  }
}
