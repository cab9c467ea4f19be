package dev.millwright.compiler.tree;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/// Names of files that mean the same on every machine: no `..`, no `.git` in any spelling, nothing
/// longer than file systems have it.
final class SafeNames {
  private SafeNames() {}

  static boolean isSafe(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    try {
      new ObjectChecker().setSafeForMacOS(true).checkPathSegment(bytes, 0, bytes.length);
    } catch (CorruptObjectException e) {
      return false;
    }
    return bytes.length <= Limits.LONGEST_NAME
        && name.indexOf('/') < 0
        && name.codePoints().noneMatch(SafeNames::misleads);
  }

  /// Backslashes part folders on some machines; controls, marks of direction and separators make a
  /// name read as another one.
  private static boolean misleads(int sign) {
    return sign == '\\'
        || Character.isISOControl(sign)
        || sign == 0x061C
        || (sign >= 0x200E && sign <= 0x200F)
        || (sign >= 0x2028 && sign <= 0x202E)
        || (sign >= 0x2066 && sign <= 0x2069);
  }
}
