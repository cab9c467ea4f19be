package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import java.util.regex.Pattern;

/// One jar, pinned.
///
/// @param coordinate `group:artifact:version`, or `group:artifact:extension:classifier:version`
///   where it is not the plain jar
/// @param sha256 of the jar's bytes
public record LockedLibrary(String coordinate, Digest sha256) {
  // The parts become names of folders and files: none of them leads elsewhere.
  private static final String PART = "[A-Za-z0-9_][-A-Za-z0-9_.+]*";
  private static final Pattern COORDINATE = Pattern.compile(PART + "(:" + PART + "){2,4}");

  /// Whether a text is the coordinate of one exact jar.
  public static boolean isCoordinate(String text) {
    return COORDINATE.matcher(text).matches();
  }
}
