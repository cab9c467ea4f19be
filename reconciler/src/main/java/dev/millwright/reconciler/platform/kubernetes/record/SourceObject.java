package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.RolloutRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is followed, and whether it is there.
record SourceObject(Followed followed, Standing standing, Glance glance) {
  /// Why what git says is there, or not.
  private record Verdict(boolean holds, String reason, String message) {}

  ClusterObject object() {
    return ClusterObject.of(
        Shown.SOURCE,
        followed.source(),
        Labelled.of(followed, standing.desiredRelease()),
        spec(),
        status());
  }

  private Map<String, Object> spec() {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("url", followed.url());
    spec.put("environment", followed.environment().text());
    followed.ref().ifPresent(ref -> spec.put("ref", ref));
    if (!followed.path().isEmpty()) {
      spec.put("path", followed.path());
    }
    glance.suspension().ifPresent(it -> spec.put("suspend", suspend(it)));
    return spec;
  }

  private static Map<String, Object> suspend(Suspend suspend) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("reason", Words.clipped(suspend.reason()));
    suspend.until().ifPresent(until -> fields.put("until", Times.seconds(until)));
    return fields;
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new TreeMap<>();
    Optional<RevisionRecord> looked = standing.looked();
    if (looked.isPresent()) {
      RevisionRecord revision = looked.get();
      status.put("revision", revision.revision());
      status.put("shortRevision", Words.brief(revision.revision()));
      status.put("lastLook", Times.seconds(revision.at()));
      revision.release().ifPresent(release -> status.put("release", release.hex()));
    }
    status.put("conditions", conditions(looked));
    return status;
  }

  private List<Map<String, Object>> conditions(Optional<RevisionRecord> looked) {
    Instant since =
        Stream.concat(
                standing.latest().map(RolloutRecord::changed).stream(),
                looked.map(RevisionRecord::at).stream())
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Verdict ready = looked.map(this::ready).orElseGet(SourceObject::unseen);
    Verdict stalled = looked.map(this::stalled).orElse(new Verdict(false, "Unseen", ""));
    Verdict moving = moving();
    return Stream.concat(
            Stream.of(
                condition("Ready", ready, since),
                condition("Reconciling", moving, since),
                condition("Stalled", stalled, since)),
            glance.repository().stream().map(it -> condition("Fetched", fetched(it), since)))
        .toList();
  }

  private static Map<String, Object> condition(String type, Verdict verdict, Instant since) {
    return Condition.of(type, verdict.holds(), verdict.reason(), verdict.message(), since).fields();
  }

  private static Verdict fetched(View.Repository repository) {
    return new Verdict(
        repository.answers(),
        repository.answers() ? "Answered" : "Unanswered",
        repository.sentence());
  }

  private static Verdict unseen() {
    return new Verdict(false, "Unseen", "no commit was seen yet");
  }

  private Verdict ready(RevisionRecord looked) {
    Verdict stalled = stalled(looked);
    if (stalled.holds()) {
      return new Verdict(false, stalled.reason(), stalled.message());
    }
    if (standing.isThere()) {
      return new Verdict(true, "Live", means(looked) + ", which is live");
    }
    Verdict moving = moving();
    if (moving.holds()) {
      return new Verdict(false, moving.reason(), moving.message());
    }
    return glance
        .suspension()
        .map(it -> new Verdict(false, "Suspended", "rollouts are " + it.sentence()))
        .orElse(new Verdict(false, "Waiting", means(looked) + ", whose rollout has not begun"));
  }

  private static String means(RevisionRecord revision) {
    return "%s means release %s"
        .formatted(
            Words.brief(revision.revision()), revision.release().map(Digest::brief).orElse("none"));
  }

  private Verdict moving() {
    return standing
        .inProgress()
        .map(
            rollout ->
                new Verdict(
                    true,
                    Words.camel(rollout.phase()),
                    "%s is %s".formatted(rollout.id(), rollout.phase().word())))
        .orElse(new Verdict(false, "Settled", "no rollout is under way"));
  }

  /// Whether nothing will come of the newest commit until somebody does something.
  private Verdict stalled(RevisionRecord looked) {
    if (looked.isRefused()) {
      return new Verdict(
          true, "Refused", Words.brief(looked.revision()) + " is refused: " + first(looked));
    }
    return looked
        .release()
        .flatMap(standing::quarantined)
        .map(it -> new Verdict(true, "Quarantined", quarantined(looked, it)))
        .orElse(new Verdict(false, "Moving", ""));
  }

  private static String quarantined(RevisionRecord looked, QuarantineRecord quarantine) {
    return means(looked) + ", which is in quarantine: " + quarantine.cause();
  }

  private static String first(RevisionRecord refused) {
    List<Diagnostic> errors =
        refused.diagnostics().stream().filter(it -> it.severity() == Severity.ERROR).toList();
    return errors.stream()
        .findFirst()
        .map(
            it ->
                "%s:%d: %s%s"
                    .formatted(
                        it.span().file(),
                        it.span().line(),
                        it.message(),
                        errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : ""))
        .orElse("it does not say why");
  }
}
