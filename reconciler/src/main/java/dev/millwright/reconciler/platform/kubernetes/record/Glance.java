package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.View.Finding;
import dev.millwright.spec.Address;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment.Suspend;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was seen beside the record at one moment.
///
/// @param findings of live components that somebody has looked at
record Glance(
    Optional<Suspend> suspension,
    Map<Address, Finding> findings,
    Optional<View.Repository> repository) {
  static Glance of(View view, Optional<Release> live) {
    Map<Address, Finding> findings = new HashMap<>();
    live.ifPresent(
        release -> {
          for (Component component : release.components().values()) {
            view.watch()
                .of(component)
                .ifPresent(finding -> findings.put(component.address(), finding));
          }
        });
    return new Glance(view.suspension().get(), Map.copyOf(findings), view.repository().get());
  }
}
