package dev.millwright.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A project with one mistake of the kind that a hand makes.
///
/// @param kind what was done
/// @param file where
/// @param text the file as it is then
/// @param lines the lines, from 1, that are new or other than before; of a deletion its neighbours
record Mutation(Kind kind, String file, List<Integer> lines, String text) {
  private static final Pattern VALUE = Pattern.compile("(?<=: )[^{\\[\\s,}#][^,}\\]#]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{2,}");
  private static final List<String> OTHERS =
      List.of("[]", "{}", "nothing-like-it", "-7", "true", "1.5", "\"\"", "'a: b'", "*gone", "|");

  enum Kind {
    DELETE_LINE,
    DUPLICATE_LINE,
    INDENT,
    OUTDENT,
    TYPO,
    OTHER_VALUE,
    OTHER_WORD,
    DROP_CHARACTER
  }

  /// @param documents the text of each file that may be changed, by its path
  static Mutation of(SortedMap<String, String> documents, Random random) {
    List<String> names = List.copyOf(documents.keySet());
    String file = names.get(random.nextInt(names.size()));
    List<String> lines = new ArrayList<>(documents.get(file).lines().toList());
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    List<Integer> changed = edit(kind, lines, random.nextInt(lines.size()), random);
    return new Mutation(kind, file, changed, String.join("\n", lines) + "\n");
  }

  private static List<Integer> edit(Kind kind, List<String> lines, int at, Random random) {
    String line = lines.get(at);
    switch (kind) {
      case DELETE_LINE -> lines.remove(at);
      case DUPLICATE_LINE -> lines.add(at, line);
      case INDENT -> lines.set(at, " ".repeat(1 + random.nextInt(3)) + line);
      case OUTDENT -> lines.set(at, line.replaceFirst("^ {1,2}", ""));
      case TYPO -> lines.set(at, typo(line, random));
      case OTHER_VALUE -> lines.set(at, replaced(VALUE, line, random));
      case OTHER_WORD -> lines.set(at, replaced(WORD, line, random));
      case DROP_CHARACTER -> lines.set(at, dropped(line, random));
    }
    return kind == Kind.DELETE_LINE || kind == Kind.DUPLICATE_LINE
        ? List.of(at, at + 1, at + 2)
        : List.of(at + 1);
  }

  private static String typo(String line, Random random) {
    Matcher word = WORD.matcher(line);
    List<Integer> places = new ArrayList<>();
    while (word.find()) {
      places.add(word.start() + 1 + random.nextInt(word.end() - word.start() - 1));
    }
    if (places.isEmpty()) {
      return line + "x";
    }
    int place = places.get(random.nextInt(places.size()));
    return line.substring(0, place) + (char) ('a' + random.nextInt(26)) + line.substring(place + 1);
  }

  private static String replaced(Pattern pattern, String line, Random random) {
    Matcher found = pattern.matcher(line);
    List<int[]> places = new ArrayList<>();
    while (found.find()) {
      places.add(new int[] {found.start(), found.end()});
    }
    if (places.isEmpty()) {
      return line + " x";
    }
    int[] place = places.get(random.nextInt(places.size()));
    String other = OTHERS.get(random.nextInt(OTHERS.size()));
    return line.substring(0, place[0]) + other + line.substring(place[1]);
  }

  private static String dropped(String line, Random random) {
    if (line.isBlank()) {
      return "x";
    }
    int place = random.nextInt(line.length());
    return line.substring(0, place) + line.substring(place + 1);
  }
}
