package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;

/// Names of objects: DNS labels, whatever the length of what they are made of.
///
/// They hold a version's first eight digits, for people. Nothing is decided by those: a selector
/// takes [Labels#VERSION], and two versions that began alike would be refused by the cluster, whose
/// selectors cannot be changed.
final class Names {
  /// The longest DNS label.
  static final int LONGEST = 63;

  /// A CronJob's Jobs add eleven characters to its name.
  static final int LONGEST_SCHEDULED = 52;

  private static final int DIGITS = 16;

  private Names() {}

  /// `predict-delay-77aa01bc`.
  static String version(Component component) {
    return joined(component.address().name().text(), component.version().brief());
  }

  /// A name for content: the same content has the same name, other content another.
  static String content(String name, String content) {
    return joined(name, digits(content));
  }

  /// What tells content from other content.
  static String digits(String content) {
    return Digest.of(content).hex().substring(0, DIGITS);
  }

  /// A name and an ending that is kept whole.
  static String joined(String name, String ending) {
    return fit(name, LONGEST - 1 - ending.length()) + "-" + ending;
  }

  /// The name itself, or as much of it as fits and a digest of all of it.
  static String fit(String name, int longest) {
    if (name.length() <= longest) {
      return name;
    }
    String digest = Digest.of(name).brief();
    return name.substring(0, longest - 1 - digest.length()).replaceAll("-+$", "") + "-" + digest;
  }
}
