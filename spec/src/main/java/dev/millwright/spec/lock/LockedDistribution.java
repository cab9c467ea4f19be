package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import java.util.List;
import java.util.regex.Pattern;

/// One distribution of Python, pinned.
///
/// @param name as the index writes it
/// @param version exactly the one to take
/// @param hashes of the files that will do, any one of them, by digest
public record LockedDistribution(String name, String version, List<Digest> hashes)
    implements Comparable<LockedDistribution> {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?==[0-9A-Za-z][-.+!_0-9A-Za-z]*");

  public LockedDistribution {
    if (!isPin(name + "==" + version)) {
      throw new IllegalArgumentException("not a distribution: " + name + "==" + version);
    }
    hashes = hashes.stream().distinct().sorted().toList();
  }

  /// Whether a text is a distribution of one exact version, `name==version`.
  public static boolean isPin(String text) {
    return FORM.matcher(text).matches();
  }

  /// Of `name==version`.
  ///
  /// @throws IllegalArgumentException when it is something else
  public static LockedDistribution of(String pin, List<Digest> hashes) {
    int equals = pin.indexOf("==");
    if (equals < 0) {
      throw new IllegalArgumentException("not a distribution: " + pin);
    }
    return new LockedDistribution(pin.substring(0, equals), pin.substring(equals + 2), hashes);
  }

  /// `name==version`.
  public String pin() {
    return name + "==" + version;
  }

  @Override
  public int compareTo(LockedDistribution other) {
    return pin().compareTo(other.pin());
  }
}
