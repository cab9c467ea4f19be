package dev.millwright.spec.binding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reference as it is written: a name, a pin behind it such as `@1.2.0`, and a feature behind
/// that where one is asked. The pin says which `metadata.version` the author has read; it is
/// checked when a commit is compiled, and is no part of the resource that is bound.
///
/// @param name the name of the resource that is meant
/// @param start where the version begins in the text, counted from 0; behind the `@`
public record Pinned(String name, String version, int start) {
  static final String SEMVER =
      "(?:0|[1-9]\\d{0,8})\\.(?:0|[1-9]\\d{0,8})\\.(?:0|[1-9]\\d{0,8})"
          + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+){0,20})?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+){0,20})?";
  static final String NAME = "[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?";

  /// What may stand between a name and the dot in front of a feature.
  static final String PIN = "(?:@" + SEMVER + ")?";

  private static final Pattern REFERENCE = Pattern.compile("(" + NAME + ")@(" + SEMVER + ")");
  private static final Pattern FEATURE =
      Pattern.compile("(" + NAME + ")@(" + SEMVER + ")\\.(?:\\*|[A-Za-z_][A-Za-z0-9_]*)(?: .*)?");

  /// The name in a reference with a pin; empty when there is none, or no well-formed one.
  static Optional<String> name(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// The pin of a reference to a resource; empty when it has none.
  ///
  /// @param text as it stands in the document
  public static Optional<Pinned> of(String text) {
    return found(REFERENCE.matcher(text));
  }

  /// The pin of a reference to a feature of a set; empty when it has none. What stands behind the
  /// last dot is the feature: a version may have dots in it too.
  public static Optional<Pinned> ofFeature(String text) {
    return found(FEATURE.matcher(text));
  }

  /// One past the last character of the version.
  public int end() {
    return start + version.length();
  }

  private static Optional<Pinned> found(Matcher matcher) {
    return matcher.matches()
        ? Optional.of(new Pinned(matcher.group(1), matcher.group(2), matcher.start(2)))
        : Optional.empty();
  }
}
