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
    return new LockedLine(digest)
        .digest(fields, pointer)
        .map(sha256 -> new LockedLibrary(coordinate, sha256));
  }

  /// The text as a digest alone.
  Optional<Digest> digest(LockFields fields, String pointer) {
    if (!DIGEST.matcher(text).matches()) {
      fields.add(
          Rule.LOCK_DIGEST,
          pointer,
          "`%s` is not a digest: `sha256:` and 64 hexadecimal digits".formatted(text),
          BACK);
      return Optional.empty();
    }
    return Optional.of(Digest.parse(text.substring("sha256:".length())));
  }
}
