package dev.millwright.cli.python;

import java.util.List;

/// What the tools call a platform.
final class Platforms {
  private Platforms() {}

  static String ofUv(String platform) {
    return machine(platform) + "-manylinux_2_28";
  }

  /// All that a wheel for it may be marked with, the newest first.
  static List<String> ofPip(String platform) {
    return List.of("manylinux_2_28_", "manylinux_2_17_", "manylinux2014_", "linux_").stream()
        .map(it -> it + machine(platform))
        .toList();
  }

  /// As the kernel calls it.
  static String machine(String platform) {
    return switch (platform) {
      case "linux/amd64" -> "x86_64";
      case "linux/arm64" -> "aarch64";
      default -> throw new DistributionFailure("no tool here resolves for " + platform, "");
    };
  }
}
