package dev.millwright.server.view;

import dev.millwright.server.control.Control;
import dev.millwright.server.control.PlatformStatus;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.AlertRecord;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.SnapshotBinding;
import dev.millwright.tracking.Tracking;
import java.util.List;
import java.util.Optional;

/// Reads the record and the platform.
public record Views(Tracking tracking, Control control) {
  private static final int LOOKED_BACK = 50;

  /// The release that has all traffic.
  public Optional<Release> live() {
    return tracking.pointers().live().flatMap(tracking.releases()::find);
  }

  public StatusView status() {
    PlatformStatus platform = control.status();
    Optional<Release> live = live();
    return new StatusView(
        platform.project(),
        platform.environment(),
        platform.follows(),
        platform.startedAt(),
        platform.gateway().map(StatusView.GatewayView::new),
        live.map(Release::id).map(this::liveView),
        tracking.pointers().lastGood(),
        tracking.pointers().dataClock(),
        tracking.releases().revisions(1).stream().findFirst(),
        tracking.rollouts().latest().map(RolloutView::of),
        tracking.quarantine().list(),
        live.map(Views::lines).orElse(List.of()),
        platform.shares(),
        platform.processes(),
        platform.waits(),
        openAlerts(),
        platform.notes());
  }

  /// Newest first.
  public List<RolloutView> rollouts(int limit) {
    return tracking.rollouts().list(limit).stream().map(RolloutView::of).toList();
  }

  /// The live release's components; none while nothing is live.
  public List<ComponentLine> components() {
    return live().map(Views::lines).orElse(List.of());
  }

  /// One component of the live release, with its story.
  public Optional<ComponentView> component(Address address) {
    return live()
        .filter(release -> release.components().containsKey(address))
        .map(release -> view(release, release.at(address)));
  }

  /// Every ingest of the live version of a feature set, in order.
  public Optional<List<SnapshotBinding>> snapshots(Name set) {
    Address address = new Address(Kind.FEATURE_SET, set);
    return live()
        .map(release -> release.components().get(address))
        .map(component -> tracking.bindings().snapshots(component.version()));
  }

  /// Alerts that have not ended.
  public List<AlertRecord> openAlerts() {
    return tracking.monitoring().alerts(LOOKED_BACK).stream()
        .filter(alert -> alert.state() != AlertRecord.State.RESOLVED)
        .toList();
  }

  private StatusView.LiveView liveView(Digest release) {
    return new StatusView.LiveView(release, tracking.releases().revisionsOf(release));
  }

  private static List<ComponentLine> lines(Release release) {
    return release.components().values().stream().map(ComponentLine::of).toList();
  }

  private ComponentView view(Release release, Component component) {
    Address address = component.address();
    return new ComponentView(
        address,
        component.label(),
        release.id(),
        component,
        component.image().map(ImageSpec::key).flatMap(tracking.bindings()::image),
        tracking.bindings().snapshot(component.version()),
        tracking.bindings().model(component.version()),
        usedBy(release, address),
        story(address));
  }

  private static List<Address> usedBy(Release release, Address address) {
    return release.components().values().stream()
        .filter(
            other ->
                other.dependencies().stream()
                    .anyMatch(dependency -> dependency.to().equals(address)))
        .map(Component::address)
        .toList();
  }

  private List<ComponentView.Chapter> story(Address address) {
    return tracking.rollouts().list(LOOKED_BACK).stream()
        .flatMap(
            rollout ->
                rollout.plan().changes().stream()
                    .filter(change -> change.address().equals(address))
                    .filter(change -> change.action() != Action.KEEP)
                    .map(change -> chapter(rollout, change)))
        .toList();
  }

  private static ComponentView.Chapter chapter(RolloutRecord rollout, Change change) {
    return new ComponentView.Chapter(
        rollout.id(), rollout.revision(), rollout.phase(), rollout.began(), change);
  }
}
