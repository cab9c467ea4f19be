package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.View.Finding;
import dev.millwright.spec.Address;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.tracking.RolloutRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The project's components: those that git says, that are live, or that are on their way.
record ComponentObjects(Followed followed, Standing standing, Map<Address, Finding> findings) {
  List<ClusterObject> all() {
    Optional<Release> desired = standing.desiredRelease();
    Optional<Release> live = standing.content(standing.live());
    Optional<Release> lastGood = standing.content(standing.lastGood());
    Optional<Release> attempted = standing.content(standing.latest().map(RolloutRecord::target));
    Touched touched = Touched.of(standing.latest());
    return standing.addresses().stream()
        .map(
            address ->
                new Versions(
                    address,
                    in(desired, address),
                    in(attempted, address),
                    in(live, address),
                    in(lastGood, address)))
        .map(versions -> object(versions, touched))
        .toList();
  }

  /// `feature-set-origin-delays`: components of two kinds may have one name.
  static String name(Address address) {
    String kind = address.kind().word().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return kind.toLowerCase(Locale.ROOT) + "-" + address.name();
  }

  private static Optional<Component> in(Optional<Release> release, Address address) {
    return release.map(it -> it.components().get(address));
  }

  private ClusterObject object(Versions versions, Touched touched) {
    Address address = versions.address();
    return ClusterObject.of(
        Shown.COMPONENT,
        name(address),
        Labelled.of(
            followed, standing.desiredRelease().or(() -> standing.content(standing.live()))),
        Map.of("kind", address.kind().word(), "name", address.name().text()),
        status(versions, touched));
  }

  private Map<String, Object> status(Versions versions, Touched touched) {
    Map<String, Object> status = new TreeMap<>(versions.fields());
    Wellness wellness = Wellness.of(versions, standing, touched, findings);
    status.put("health", Words.camel(wellness.health()));
    if (!wellness.cause().isEmpty()) {
      status.put("cause", Words.clipped(wellness.cause()));
    }
    status.put("conditions", List.of(wellness.ready(versions).fields()));
    return status;
  }
}
