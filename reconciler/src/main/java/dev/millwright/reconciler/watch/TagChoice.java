package dev.millwright.reconciler.watch;

import dev.millwright.spec.resource.Environment.Tag;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.semver4j.Semver;

/// Which of a repository's tags is followed.
final class TagChoice {
  /// A version stands at the end of a name, behind a `v`, `-`, `_` or `/` when not the whole name.
  private static final Pattern VERSIONED =
      Pattern.compile("(?:.*?[-_/v])?(\\d+\\.\\d+)(\\.\\d+)?([-+][-+0-9A-Za-z.]+)?");

  private TagChoice() {}

  private record Versioned(String name, Semver version) {}

  /// The newest of those that fit, by semantic version; of equals the last in order of name. A name
  /// without a version never fits.
  ///
  /// @param names of tags, without `refs/tags/`
  static Optional<String> newest(Tag tag, Collection<String> names) {
    return names.stream()
        .flatMap(name -> versioned(name).stream())
        .filter(it -> fits(tag, it))
        .max(Comparator.comparing(Versioned::version).thenComparing(Versioned::name))
        .map(Versioned::name);
  }

  private static boolean fits(Tag tag, Versioned versioned) {
    return tag.isRange()
        ? versioned.version().satisfies(tag.pattern())
        : glob(tag.pattern()).matcher(versioned.name()).matches();
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        pattern
            .chars()
            .mapToObj(
                it ->
                    switch (it) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(it));
                    })
            .collect(Collectors.joining()));
  }

  private static Optional<Versioned> versioned(String name) {
    Matcher matcher = VERSIONED.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String patch = Optional.ofNullable(matcher.group(2)).orElse(".0");
    String rest = Optional.ofNullable(matcher.group(3)).orElse("");
    return Optional.ofNullable(Semver.parse(matcher.group(1) + patch + rest))
        .map(version -> new Versioned(name, version));
  }
}
