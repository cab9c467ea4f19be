package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Address;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StoryLine;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// From what happened to events. The same happening has the same name, so that the cluster takes it
/// once however often it is told.
record Telling(Followed followed, Standing standing) {
  /// What an event is about, what it is named and what it says.
  record Happening(
      String name, ObjectKey about, boolean isWarning, String reason, String note, Instant at) {}

  /// The cluster takes 1024 bytes.
  private static final int LONGEST_NOTE = 1000;

  Happening of(StoryLine line) {
    // The record may begin anew where the cluster remembers: the time tells both apart.
    String name = "millwright.%x-%x".formatted(line.number(), line.at().toEpochMilli());
    Optional<RolloutRecord> rollout = rollout(line);
    return new Happening(
        name,
        rollout.map(Telling::key).orElseGet(() -> about(line)),
        rollout.map(Telling::isBad).orElseGet(() -> isRefusal(line)),
        reason(line.kind()),
        Words.inBytes(line.sentence(), LONGEST_NOTE),
        line.at());
  }

  /// That a rollout has come to its phase.
  Happening of(RolloutRecord rollout) {
    return new Happening(
        rollout.id() + "." + rollout.phase().word(),
        key(rollout),
        isBad(rollout),
        Words.camel(rollout.phase()),
        Words.inBytes(new RolloutStatus(rollout).sentence(), LONGEST_NOTE),
        rollout.changed());
  }

  /// By its own id, or by that of the release it brings about.
  private Optional<RolloutRecord> rollout(StoryLine line) {
    return line.subject()
        .filter(_ -> line.kind().equals("rollout"))
        .flatMap(
            subject ->
                standing.rollouts().stream()
                    .filter(it -> it.id().equals(subject) || it.target().hex().equals(subject))
                    .findFirst());
  }

  private ObjectKey about(StoryLine line) {
    return line.subject()
        .filter(subject -> subject.contains("/"))
        .map(Address::parse)
        .filter(standing.addresses()::contains)
        .map(address -> new ObjectKey(Shown.COMPONENT, ComponentObjects.name(address)))
        .orElse(new ObjectKey(Shown.SOURCE, followed.source()));
  }

  private boolean isRefusal(StoryLine line) {
    return standing
        .looked()
        .filter(revision -> line.subject().filter(revision.revision()::equals).isPresent())
        .filter(revision -> revision.isRefused())
        .isPresent();
  }

  private static ObjectKey key(RolloutRecord rollout) {
    return new ObjectKey(Shown.ROLLOUT, rollout.id());
  }

  private static boolean isBad(RolloutRecord rollout) {
    return rollout.phase() == Phase.RETURNING || rollout.phase() == Phase.RETURNED;
  }

  private static String reason(String kind) {
    return kind.isEmpty()
        ? "Told"
        : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
  }
}
