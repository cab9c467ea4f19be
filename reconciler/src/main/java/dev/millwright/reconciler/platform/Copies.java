package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A release that is asked what another one answers, by copies of its requests.
///
/// @param release who is asked; it has no share
/// @param graphs whose requests are copied
public record Copies(Digest release, SortedSet<Name> graphs) {
  public Copies {
    graphs = Collections.unmodifiableSortedSet(new TreeSet<>(graphs));
  }
}
