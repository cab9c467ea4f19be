package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What to type instead of a text that is no name.
final class Names {
  static final String RULE = "at most 63 lower-case letters, digits and dashes, a letter first";

  private Names() {}

  /// The name that a text is in another spelling, such as `late-flights` of `Late_Flights` and of
  /// `lateFlights`.
  static Optional<String> likely(String text) {
    String name =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[-0-9]+|-+$", "");
    return Optional.of(name).filter(Name::isValid);
  }
}
