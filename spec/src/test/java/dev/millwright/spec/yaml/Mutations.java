package dev.millwright.spec.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Texts that are nearly those that were given: as people, and editors, break them.
final class Mutations {
  private static final String SIGNS = " \n\t:-?,[]{}#&*!|>'\"%@`.~<=ax0\\é\r";
  private static final int MOST_AT_ONCE = 3;

  private final Random random;
  private final List<String> texts;

  Mutations(Random random, List<String> texts) {
    this.random = random;
    this.texts = texts.stream().filter(it -> !it.isEmpty() && it.length() < 5_000).toList();
  }

  String next() {
    String text = texts.get(random.nextInt(texts.size()));
    for (int i = 0; i <= random.nextInt(MOST_AT_ONCE); i++) {
      text = text.isEmpty() || random.nextBoolean() ? sign(text) : line(text);
    }
    return text;
  }

  private String sign(String text) {
    int at = random.nextInt(text.length() + 1);
    int behind = random.nextBoolean() ? at : Math.min(text.length(), at + 1);
    char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
    String in = random.nextInt(4) == 0 ? "" : String.valueOf(sign);
    return text.substring(0, at) + in + text.substring(behind);
  }

  private String line(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, " ".repeat(1 + random.nextInt(3)) + line);
      case 3 -> lines.set(at, line.startsWith(" ") ? line.substring(1) : line.stripTrailing());
      case 4 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      default -> lines.set(at, retyped(line));
    }
    return String.join("\n", lines);
  }

  private String retyped(String line) {
    int colon = line.indexOf(':');
    List<String> values =
        List.of("", " {}", " [a, b]", " 'x'", " -1", " a b", "x", " # y", " {a: 1}");
    return colon < 0
        ? "- " + line
        : line.substring(0, colon + 1) + values.get(random.nextInt(values.size()));
  }
}
