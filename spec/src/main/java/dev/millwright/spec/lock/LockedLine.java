package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Rule;
import java.util.Optional;
import java.util.regex.Pattern;

/// A library's line, `coordinate sha256:digest`.
record LockedLine(String text) {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final String BACK = "take the line from git: git checkout HEAD " + Lock.FILE;

  /// Absent with a finding when a part of it is malformed.
  Optional<LockedLibrary> library(LockFields fields, String pointer) {
    String coordinate = text.substring(0, text.indexOf(' '));
    String digest = text.substring(coordinate.length() + 1);
    if (!LockedLibrary.isCoordinate(coordinate)) {
      fields.add(
          Rule.LOCK_FIELD, pointer, "`" + coordinate + "` is not group:artifact:version", BACK);
      return Optional.empty();
    }
    if (!DIGEST.matcher(digest).matches()) {
      fields.add(
          Rule.LOCK_DIGEST,
          pointer,
          "`%s` is not a digest: `sha256:` and 64 hexadecimal digits".formatted(digest),
          BACK);
      return Optional.empty();
    }
    return Optional.of(
        new LockedLibrary(coordinate, Digest.parse(digest.substring("sha256:".length()))));
  }
}
