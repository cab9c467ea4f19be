package dev.millwright.server.view;

import dev.millwright.server.control.PlatformStatus;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.QuarantineRecord;
import dev.millwright.tracking.RevisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything of now on one sheet.
///
/// @param live the release that has all traffic
/// @param clock the data's present; absent: the wall clock's
/// @param revision the latest revision that was looked at, with its findings
/// @param rollout the latest one, in progress or not
/// @param components of the live release
/// @param alerts that are pending or fire
public record StatusView(
    Name project,
    Name environment,
    String follows,
    Instant startedAt,
    Optional<GatewayView> gateway,
    Optional<LiveView> live,
    Optional<Digest> lastGood,
    Optional<Instant> clock,
    Optional<RevisionRecord> revision,
    Optional<RolloutView> rollout,
    List<QuarantineRecord> quarantine,
    List<ComponentLine> components,
    List<PlatformStatus.Share> shares,
    List<PlatformStatus.Child> processes,
    List<PlatformStatus.Wait> waits,
    List<AlertRecord> alerts,
    List<String> notes) {
  public record GatewayView(String url) {}

  public record LiveView(Digest release, List<String> revisions) {}
}
