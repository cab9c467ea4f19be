package dev.millwright.compiler.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a lock stands to what is needed.
///
/// @param lock absent when the project has none
/// @param needs of all environments
/// @param asking who asks for the images, distributions and libraries of POMs among them
/// @param poms the POMs among them, by their digests
public record LockStanding(
    Optional<Lock> lock,
    SortedSet<Need> needs,
    SortedMap<Need, Asking> asking,
    Map<Digest, byte[]> poms) {
  public LockStanding {
    poms = Map.copyOf(poms);
    asking = Collections.unmodifiableSortedMap(new TreeMap<>(asking));
    needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
  }

  /// Needs that nobody is known to ask for.
  public LockStanding(Optional<Lock> lock, SortedSet<Need> needs) {
    this(lock, needs, new TreeMap<>(), Map.of());
  }

  /// The same needs, held against another lock.
  public LockStanding to(Optional<Lock> other) {
    return new LockStanding(other, needs, asking, poms);
  }

  /// The POM whose libraries are needed, if they are a POM's.
  public Optional<byte[]> pom(Need.Libraries need) {
    return need.pom().flatMap(it -> Optional.ofNullable(poms.get(it)));
  }

  /// Who asks for a need, if that is known.
  public Optional<Asking> asking(Need need) {
    return Optional.ofNullable(asking.get(need));
  }

  /// What no entry is about.
  public List<Need> missing() {
    return needs.stream().filter(need -> find(need).isEmpty() && !isOther(need)).toList();
  }

  /// What an entry is about of this name that was written for something else.
  public List<Need> stale() {
    return needs.stream().filter(need -> find(need).isEmpty() && isOther(need)).toList();
  }

  /// Entries that nothing needs.
  public List<Need> unused() {
    return entries().stream().map(LockEntry::need).filter(it -> !needs.contains(it)).toList();
  }

  /// The entries that stay as they are.
  public List<LockEntry> kept() {
    return entries().stream().filter(entry -> needs.contains(entry.need())).toList();
  }

  /// Whether the lock pins what is needed and nothing else. A project that needs nothing does
  /// without.
  public boolean isCurrent() {
    return missing().isEmpty() && stale().isEmpty() && unused().isEmpty();
  }

  private List<LockEntry> entries() {
    return lock.map(Lock::entries).orElse(List.of());
  }

  private Optional<LockEntry> find(Need need) {
    return lock.flatMap(it -> it.find(need));
  }

  private boolean isOther(Need need) {
    return entries().stream()
        .map(LockEntry::need)
        .anyMatch(it -> it.section() == need.section() && it.name().equals(need.name()));
  }
}
