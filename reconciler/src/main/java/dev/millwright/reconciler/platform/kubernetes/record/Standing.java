package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.ReleaseRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the record says at one moment, as far as it is shown.
///
/// @param looked the newest revision, refused or not
/// @param desired the newest revision that was not refused
/// @param rollouts newest first
/// @param releases newest first, and whatever the rest names
/// @param contents of those releases
record Standing(
    Optional<RevisionRecord> looked,
    Optional<RevisionRecord> desired,
    Optional<Digest> live,
    Optional<Digest> lastGood,
    List<RolloutRecord> rollouts,
    List<ReleaseRecord> releases,
    List<QuarantineRecord> quarantine,
    Map<Digest, Release> contents) {
  Optional<Release> content(Optional<Digest> id) {
    return id.map(contents::get);
  }

  Optional<Release> desiredRelease() {
    return content(desired.flatMap(RevisionRecord::release));
  }

  /// The components that git says, that are live, or that are on their way.
  SortedSet<Address> addresses() {
    SortedSet<Address> addresses = new TreeSet<>();
    Stream.of(desiredRelease(), content(live), content(latest().map(RolloutRecord::target)))
        .flatMap(Optional::stream)
        .forEach(release -> addresses.addAll(release.components().keySet()));
    return addresses;
  }

  Optional<RolloutRecord> latest() {
    return rollouts.stream().findFirst();
  }

  /// The one that has not come to its end.
  Optional<RolloutRecord> inProgress() {
    return latest().filter(rollout -> rollout.ended().isEmpty());
  }

  Optional<QuarantineRecord> quarantined(Digest release) {
    return quarantine.stream().filter(it -> it.release().equals(release)).findFirst();
  }

  /// Whether what git says has all traffic and is proven.
  boolean isThere() {
    Optional<Digest> wanted = desired.flatMap(RevisionRecord::release);
    return wanted.isPresent() && wanted.equals(live) && wanted.equals(lastGood);
  }
}
