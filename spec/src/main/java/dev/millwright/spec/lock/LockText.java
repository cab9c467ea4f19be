package dev.millwright.spec.lock;

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
    if (!lock.entries().isEmpty()) {
      text.append("java:\n");
      lock.entries().forEach(entry -> entry(text, entry));
    }
    return text.toString();
  }

  private static void entry(StringBuilder text, LockEntry entry) {
    text.append("  - function: ").append(entry.need().function().text());
    text.append("\n    dependencies:\n");
    entry.need().dependencies().forEach(line -> line(text, line));
    text.append("    libraries:\n");
    entry
        .libraries()
        .forEach(library -> line(text, library.coordinate() + " sha256:" + library.sha256().hex()));
  }

  private static void line(StringBuilder text, String content) {
    text.append("      - ").append(content).append('\n');
  }
}
