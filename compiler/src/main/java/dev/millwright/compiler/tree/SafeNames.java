package dev.millwright.compiler.tree;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/// Names of files that mean the same on every machine: no `..`, no `.git` in any spelling.
final class SafeNames {
  private SafeNames() {}

  static boolean isSafe(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    try {
      new ObjectChecker().setSafeForMacOS(true).checkPathSegment(bytes, 0, bytes.length);
    } catch (CorruptObjectException e) {
      return false;
    }
    return name.chars().noneMatch(sign -> sign == '\\' || Character.isISOControl(sign));
  }
}
