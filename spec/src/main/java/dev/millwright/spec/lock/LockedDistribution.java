package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One distribution of Python, pinned.
///
/// @param name as the index writes it
/// @param version exactly the one to take
/// @param wheel the address of the one file to take, which has no login in it; absent in a lock of
///   an earlier release, which says only what its bytes may be
/// @param hashes of the files that will do, any one of them, by digest; of the wheel alone where
///   that is known
/// @param platform the only one that this is for, such as `linux/arm64`; absent where all take it
public record LockedDistribution(
    String name,
    String version,
    Optional<String> wheel,
    List<Digest> hashes,
    Optional<String> platform)
    implements Comparable<LockedDistribution> {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?==[0-9A-Za-z][-.+!_0-9A-Za-z]*");

  private static final Pattern WHEEL =
      Pattern.compile(
          "https?://[-.A-Za-z0-9]+(:\\d{1,5})?/([-.~_+!,/A-Za-z0-9]|%[0-9A-Fa-f]{2}){1,2000}\\.whl");

  public LockedDistribution {
    if (!isPin(name + "==" + version)) {
      throw new IllegalArgumentException("not a distribution: " + name + "==" + version);
    }
    hashes = hashes.stream().distinct().sorted().toList();
    if (wheel.isPresent() && (hashes.size() != 1 || !isWheel(wheel.get()))) {
      throw new IllegalArgumentException("not one wheel with its hash: " + wheel.get());
    }
  }

  /// A distribution of which any file with one of the hashes will do.
  public LockedDistribution(String name, String version, List<Digest> hashes) {
    this(name, version, Optional.empty(), hashes, Optional.empty());
  }

  /// Whether a text is the address of a wheel, without a login.
  public static boolean isWheel(String text) {
    return WHEEL.matcher(text).matches();
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

  /// The same file, wherever it is: a mirror has the same bytes.
  public LockedDistribution anywhere() {
    return new LockedDistribution(name, version, Optional.empty(), hashes, platform);
  }

  /// The same, for one platform alone.
  public LockedDistribution on(String only) {
    return new LockedDistribution(name, version, wheel, hashes, Optional.of(only));
  }

  /// Whether a platform takes it.
  public boolean isFor(String asked) {
    return platform.isEmpty() || platform.get().equals(asked);
  }

  /// The same, taken from one wheel.
  ///
  /// @throws IllegalArgumentException when this is no address of a wheel
  public LockedDistribution from(String wheel, Digest hash) {
    return new LockedDistribution(name, version, Optional.of(wheel), List.of(hash), platform);
  }

  /// `name==version`.
  public String pin() {
    return name + "==" + version;
  }

  @Override
  public int compareTo(LockedDistribution other) {
    return Comparator.comparing(LockedDistribution::pin)
        .thenComparing(it -> it.platform().orElse(""))
        .compare(this, other);
  }
}
