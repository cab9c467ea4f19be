package dev.millwright.compiler.reference;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Address;
import dev.millwright.spec.binding.Pinned;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.Optional;

/// Checks that what a reference is pinned to is the version that its target has in this commit.
final class PinCheck {
  private final Declarations declarations;
  private final Findings findings;

  PinCheck(Declarations declarations, Findings findings) {
    this.declarations = declarations;
    this.findings = findings;
  }

  /// @param place where the reference stands as it is written
  void reference(Place place, Address target) {
    Pinned.of(place.text()).ifPresent(pin -> check(place, pin, target));
  }

  /// @param place where the reference to a feature of the target stands as it is written
  void feature(Place place, Address target) {
    Pinned.ofFeature(place.text()).ifPresent(pin -> check(place, pin, target));
  }

  private void check(Place place, Pinned pin, Address target) {
    declarations
        .find(Resource.class, target.kind(), target.name())
        .ifPresent(found -> check(place, pin, target, found));
  }

  private void check(Place place, Pinned pin, Address target, Declared<Resource> found) {
    Optional<String> version = found.resource().metadata().version();
    String named = target.kind() + " `" + target.name() + "`";
    if (version.isEmpty()) {
      findings.add(withoutVersion(place, pin, named, found));
    } else if (!version.get().equals(pin.version())) {
      findings.add(another(place, pin, named, version.get(), found));
    }
  }

  private static Diagnostic withoutVersion(
      Place place, Pinned pin, String named, Declared<Resource> found) {
    String message = named + " says no version, and a pin holds one against it";
    String cure = "write `version: " + pin.version() + "` in its `metadata`, or take the pin out";
    return at(place, pin, Rule.PIN_WITHOUT_VERSION, message)
        .hint(cure)
        .related(found.name().span(), "declared here");
  }

  private static Diagnostic another(
      Place place, Pinned pin, String named, String version, Declared<Resource> found) {
    String message = named + " is " + version + " now, not " + pin.version();
    String cure =
        Nearest.hint(pin.version(), List.of(version))
            .orElseGet(() -> "read what has changed since, then write `@" + version + "`");
    return at(place, pin, Rule.PIN_OTHER_VERSION, message)
        .hint(cure)
        .related(new Place(found.document(), "/metadata/version").span(), "declared here");
  }

  private static Diagnostic at(Place place, Pinned pin, Rule rule, String message) {
    return Diagnostic.error(rule, place.part(pin.start(), pin.end()), message);
  }
}
