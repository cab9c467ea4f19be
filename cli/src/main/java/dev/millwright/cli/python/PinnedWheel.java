package dev.millwright.cli.python;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import java.util.List;
import java.util.regex.Pattern;

/// A wheel as a lock has it.
final class PinnedWheel {
  private static final Pattern LOGIN = Pattern.compile("://[^/@]+@");
  private static final Pattern FRAGMENT = Pattern.compile("[#?].*$");

  private PinnedWheel() {}

  /// @param pin `name==version`
  /// @param address as the tool says it; a login in it gets into no lock
  /// @throws DistributionFailure when others could not have it from there
  static LockedDistribution of(String pin, String address, Digest hash) {
    String open = FRAGMENT.matcher(LOGIN.matcher(address).replaceFirst("://")).replaceFirst("");
    if (!open.endsWith(".whl")) {
      throw new DistributionFailure(
          "`%s` is there as source alone, which is not built here".formatted(pin),
          "ask for a version that has a wheel, or publish one to an index of your own");
    }
    if (!LockedDistribution.isWheel(open)) {
      throw new DistributionFailure(
          "`%s` comes from `%s`, and not everybody has it from there".formatted(pin, open),
          "take it from an index by http or https");
    }
    return LockedDistribution.of(pin, List.of(hash)).from(open, hash);
  }
}
