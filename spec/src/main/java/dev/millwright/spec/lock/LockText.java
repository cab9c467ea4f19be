package dev.millwright.spec.lock;

import dev.millwright.spec.lock.Need.Section;
import java.util.List;

/// Writes a lock. The same content gives the same bytes; a library is a line, so that git merges
/// what two branches add to different functions, and shows what moved.
public final class LockText {
  private static final String HEADER =
      """
      # Written by `millwright lock`: what is outside of this repository, pinned.
      # Commit it, and change it by that command alone.
      """;

  private LockText() {}

  public static String of(Lock lock) {
    StringBuilder text = new StringBuilder(HEADER);
    text.append("version: ").append(Lock.VERSION).append('\n');
    for (Section section : Section.values()) {
      List<LockEntry> entries =
          lock.entries().stream().filter(it -> it.need().section() == section).toList();
      if (!entries.isEmpty()) {
        text.append(section.word()).append(":\n");
        entries.forEach(entry -> entry(text, entry));
      }
    }
    return text.toString();
  }

  private static void entry(StringBuilder text, LockEntry entry) {
    switch (entry) {
      case LockEntry.Jars jars -> jars(text, jars);
      case LockEntry.CutOff(var need, var asOf) -> {
        text.append("  - model: ").append(need.model().text());
        text.append("\n    asOf: ").append(asOf).append('\n');
      }
      case LockEntry.Item item -> item(text, item);
      case LockEntry.Image(var need, var digest) -> {
        text.append("  - image: ").append(quoted(need.name()));
        text.append("\n    digest: sha256:").append(digest.hex()).append('\n');
      }
      case LockEntry.Wheels wheels -> wheels(text, wheels);
    }
  }

  private static void jars(StringBuilder text, LockEntry.Jars jars) {
    Need.Libraries need = jars.need();
    text.append("  - function: ").append(need.function().text()).append('\n');
    need.pom().ifPresent(it -> text.append("    pom: sha256:").append(it.hex()).append('\n'));
    lines(text, "dependencies", need.dependencies());
    lines(
        text,
        "libraries",
        jars.libraries().stream()
            .map(it -> it.coordinate() + " sha256:" + it.sha256().hex())
            .toList());
  }

  private static void lines(StringBuilder text, String field, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("    ").append(field).append(":\n");
      lines.forEach(line -> line(text, line));
    }
  }

  private static void item(StringBuilder text, LockEntry.Item item) {
    Need.Item need = item.need();
    text.append("  - item: ").append(need.reference());
    text.append("\n    git: ").append(need.git());
    text.append("\n    ref: ").append(quoted(need.ref()));
    if (!need.path().isEmpty()) {
      text.append("\n    path: ").append(quoted(need.path()));
    }
    text.append("\n    commit: ").append(quoted(item.commit()));
    text.append("\n    content: sha256:").append(item.content().hex()).append('\n');
  }

  private static void wheels(StringBuilder text, LockEntry.Wheels wheels) {
    Need.Requirements need = wheels.need();
    text.append("  - function: ").append(need.function().text());
    text.append("\n    python: ").append(quoted(need.python()));
    text.append('\n');
    lines(text, "platforms", need.platforms());
    lines(text, "requirements", need.requirements().stream().map(LockText::quoted).toList());
    text.append("    distributions:\n");
    for (LockedDistribution it : wheels.distributions()) {
      line(text, "distribution: " + quoted(it.pin()));
      it.platform().ifPresent(on -> text.append("        platform: ").append(on).append('\n'));
      it.wheel().ifPresent(at -> text.append("        wheel: ").append(quoted(at)).append('\n'));
      text.append("        hashes:\n");
      it.hashes()
          .forEach(hash -> text.append("          - sha256:").append(hash.hex()).append('\n'));
    }
    lines(
        text,
        "without",
        wheels.without().entrySet().stream()
            .map(it -> quoted(it.getKey() + " " + it.getValue()))
            .toList());
  }

  /// What looks like a number is none.
  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static void line(StringBuilder text, String content) {
    text.append("      - ").append(content).append('\n');
  }
}
