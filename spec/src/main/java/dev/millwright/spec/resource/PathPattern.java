package dev.millwright.spec.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A pattern of paths: `*` for anything within a folder, `**` across folders, `?` for one
/// character. What stands before it and behind it has to be there.
record PathPattern(Pattern pattern) {
  private static final Pattern PART = Pattern.compile("\\*\\*/|\\*\\*+|\\*|\\?|[^*?]+");

  static PathPattern of(String text) {
    StringBuilder regex = new StringBuilder();
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      regex.append(
          switch (parts.group()) {
            case "**/" -> "(?:.*/)?";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            case String part when part.startsWith("**") -> ".*";
            case String part -> Pattern.quote(part);
          });
    }
    return new PathPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
