package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Function.Build;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A line of a requirements file, as far as a lock can pin it: what else pip takes is told apart,
/// since each is cured otherwise.
final class RequirementBinding {
  // The patterns take time that grows faster than the text.
  private static final int LONGEST = 200;
  private static final String EXAMPLE = "scikit-learn==1.5.2";
  private static final String NAMED = "write a distribution and its versions, such as `%s`";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-._A-Za-z0-9]*");
  private static final Pattern INCLUDE = Pattern.compile("(-r|--requirement|-c|--constraint)\\b.*");
  private static final Pattern EDITABLE = Pattern.compile("(-e|--editable)\\b.*");
  private static final Pattern ADDRESS = Pattern.compile(".*(://|\\bgit\\+|@).*");
  private static final Pattern FILE =
      Pattern.compile(
          "(\\.{0,2}/|~/|[A-Za-z]:[\\\\/]).*|[^ ]*\\.(whl|tar\\.gz|zip|txt)|[^ =<>]*/.*");
  private static final Pattern EXTRAS = Pattern.compile("\\s*\\[([^]]*)]\\s*");
  private static final Pattern VERSIONED =
      Pattern.compile("([^=<>~!^(\\s]+)\\s*([=<>~!^ ]+)\\s*v?([0-9][^=<>~!^ ]*)");
  private static final Map<String, String> OPERATORS =
      Map.of(
          "=", "==", "===", "==", "=>", ">=", "=<", "<=", "~>", "~=", "~", "~=", "^", "~=", "<>",
          "!=", "", "==");
  private static final Pattern TOO_OPEN = Pattern.compile("(.*)~= *([0-9]+)( *,.*|$)");
  private static final Pattern STARRED = Pattern.compile("(.*(?:[<>~]=|[<>]) *[0-9.]*?)\\.\\*(.*)");

  private RequirementBinding() {}

  static String read(Value value) {
    String text = value.text("a requirement", EXAMPLE);
    if (value.node().isString()) {
      wrong(text)
          .ifPresent(it -> value.invalid("is `" + value.cut() + "`, which " + it.why, it.hint));
    }
    return text;
  }

  /// @param why ends a sentence that begins with the text
  private record Wrong(String why, String hint) {}

  private static Optional<Wrong> wrong(String text) {
    Optional<Wrong> reason =
        Stream.of(text)
            .filter(it -> it.length() <= LONGEST)
            .flatMap(it -> isOne(it) ? misfits(it) : reasons(it))
            .findFirst();
    return isOne(text)
        ? reason
        : reason.or(() -> Optional.of(new Wrong("is not a requirement", NAMED.formatted(EXAMPLE))));
  }

  /// What pip does not take of what is of the right form.
  private static Stream<Wrong> misfits(String text) {
    return Stream.of(twoNumbers(text), star(text)).flatMap(Optional::stream);
  }

  private static Stream<Wrong> reasons(String text) {
    return Stream.of(
            option(text), elsewhere(text), tail(text), spaced(text), several(text), operator(text))
        .flatMap(Optional::stream);
  }

  private static boolean isOne(String text) {
    return Build.REQUIREMENT.matcher(text).matches();
  }

  private static Optional<Wrong> option(String text) {
    if (EDITABLE.matcher(text).matches()) {
      return Optional.of(
          new Wrong(
              "is a checkout that may be edited, and a lock pins what is published",
              "put its code below the function's `source`, or publish it and name its version"));
    }
    if (INCLUDE.matcher(text).matches()) {
      String hint = "write the lines of that file here, each as an element of its own";
      return Optional.of(new Wrong("is another file", hint));
    }
    return text.startsWith("-")
        ? Optional.of(new Wrong("is an option of pip and not a requirement", "delete it"))
        : Optional.empty();
  }

  /// What is named by where it is.
  private static Optional<Wrong> elsewhere(String text) {
    if (ADDRESS.matcher(text).matches()) {
      Matcher name = NAME.matcher(text);
      boolean isNamed = text.contains("@") && name.lookingAt() && !text.contains("+");
      String instead = isNamed ? name.group() + "==1.0.0" : EXAMPLE;
      return Optional.of(
          new Wrong(
              "is an address, and a distribution is pinned by its version",
              NAMED.formatted(instead)));
    }
    return FILE.matcher(text).matches()
        ? Optional.of(
            new Wrong(
                "is a file, and a lock pins what is published",
                "put its code below the function's `source`, or publish it and name its version"))
        : Optional.empty();
  }

  /// What stands behind the versions.
  private static Optional<Wrong> tail(String text) {
    int hash = text.indexOf("--");
    int marker = text.indexOf(';');
    int comment = text.indexOf('#');
    if (hash > 0) {
      return Optional.of(
          new Wrong("has options behind it", cut(text, hash, "the lock keeps the hashes")));
    }
    if (comment > 0) {
      String cure = cut(text, comment, "a remark stands outside of the quotes");
      return Optional.of(new Wrong("has a remark in it", cure));
    }
    return marker > 0
        ? Optional.of(
            new Wrong(
                "has a marker, and a function runs on Linux with one version of Python",
                cut(text, marker, "delete the whole line where the marker does not hold")))
        : Optional.empty();
  }

  private static String cut(String text, int end, String why) {
    String left = text.substring(0, end).strip();
    return "write `" + (isOne(left) ? left : EXAMPLE) + "`: " + why;
  }

  private static Optional<Wrong> spaced(String text) {
    String tight =
        EXTRAS
            .matcher(text.strip())
            .replaceAll(it -> Matcher.quoteReplacement("[" + it.group(1).replace(" ", "") + "]"))
            .replaceAll("\\[]", "");
    return isOne(tight)
        ? Optional.of(new Wrong("has spaces where none belong", "write `" + tight + "`"))
        : Optional.empty();
  }

  private static Optional<Wrong> several(String text) {
    List<String> parts = List.of(text.strip().split("[,\\s]+"));
    boolean areAll = parts.stream().allMatch(it -> isOne(it) && Character.isLetter(it.charAt(0)));
    return parts.size() > 1 && areAll
        ? Optional.of(
            new Wrong("is several requirements", "write each as an element: " + quoted(parts)))
        : Optional.empty();
  }

  private static String quoted(List<String> parts) {
    return "[\"" + String.join("\", \"", parts) + "\"]";
  }

  private static Optional<Wrong> operator(String text) {
    Matcher part = VERSIONED.matcher(text.replaceAll("[()]", "").strip());
    if (!part.matches()) {
      return Optional.empty();
    }
    String given = part.group(2).replace(" ", "");
    String meant = part.group(1) + OPERATORS.getOrDefault(given, given) + part.group(3);
    String why =
        given.isEmpty()
            ? "has no operator before the version"
            : OPERATORS.containsKey(given)
                ? "compares versions by `" + given + "`; there are ==, >=, <=, ~=, !=, < and >"
                : "has brackets around its versions";
    String hint = isOne(meant) ? "write `" + meant + "`" : NAMED.formatted(EXAMPLE);
    return Optional.of(new Wrong(why, hint));
  }

  private static Optional<Wrong> twoNumbers(String text) {
    Matcher open = TOO_OPEN.matcher(text);
    return open.matches()
        ? Optional.of(
            new Wrong(
                "has `~=` before one number, and it asks for two",
                "write `%s~=%s.0%s`".formatted(open.group(1), open.group(2), open.group(3))))
        : Optional.empty();
  }

  private static Optional<Wrong> star(String text) {
    Matcher starred = STARRED.matcher(text);
    return starred.matches()
        ? Optional.of(
            new Wrong(
                "has `.*`, which stands behind == and != only",
                "write `" + starred.group(1) + starred.group(2) + "`"))
        : Optional.empty();
  }
}
