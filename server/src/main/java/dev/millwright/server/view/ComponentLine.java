package dev.millwright.server.view;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;

/// A component in short.
///
/// @param label `delay@4f1c09a2`
public record ComponentLine(Address address, String label, Digest version, Digest contract) {
  static ComponentLine of(Component component) {
    return new ComponentLine(
        component.address(), component.label(), component.version(), component.contract());
  }
}
