package dev.millwright.cli.python;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a wheel says that it is made for, of those that will do on a platform.
///
/// @param python such as `cp312` and `py3`
/// @param platform such as `manylinux_2_28_x86_64` and `any`
record WheelTags(String name, List<String> python, String abi, List<String> platform) {
  private static final Pattern NAME = Pattern.compile(".+?-([^-]+)-([^-]+)-([^-]+)\\.whl");
  private static final Pattern GLIBC = Pattern.compile("manylinux_2_(\\d+)_.*");
  private static final int OF_2014 = 17;
  private static final int OF_2010 = 12;
  private static final int OF_1 = 5;

  static WheelTags of(String name) {
    Matcher tags = NAME.matcher(name);
    if (!tags.matches()) {
      return new WheelTags(name, List.of(), "", List.of());
    }
    return new WheelTags(name, split(tags.group(1)), tags.group(2), split(tags.group(3)));
  }

  private static List<String> split(String tags) {
    return List.of(tags.split("\\."));
  }

  /// The one made for the most of a machine first, and of two the later by name: as pip takes them.
  static Comparator<WheelTags> best() {
    return Comparator.comparing(WheelTags::isNative)
        .thenComparing(WheelTags::isOneAbi)
        .thenComparing(WheelTags::python, Comparator.comparingInt(WheelTags::newest))
        .thenComparingInt(WheelTags::glibc)
        .thenComparing(WheelTags::name)
        .reversed();
  }

  private boolean isNative() {
    return !platform.contains("any");
  }

  private boolean isOneAbi() {
    return abi.startsWith("cp");
  }

  private static int newest(List<String> tags) {
    return tags.stream()
        .mapToInt(tag -> number(tag.replaceFirst("^\\D+", "")) + (tag.startsWith("cp") ? 1000 : 0))
        .max()
        .orElse(0);
  }

  private int glibc() {
    return platform.stream().mapToInt(WheelTags::glibc).max().orElse(0);
  }

  private static int glibc(String tag) {
    Matcher version = GLIBC.matcher(tag);
    if (version.matches()) {
      return number(version.group(1));
    }
    return tag.startsWith("manylinux2014")
        ? OF_2014
        : tag.startsWith("manylinux2010") ? OF_2010 : tag.startsWith("manylinux1_") ? OF_1 : 0;
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
  }
}
