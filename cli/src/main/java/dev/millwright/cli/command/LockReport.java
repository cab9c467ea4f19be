package dev.millwright.cli.command;

import dev.millwright.cli.lock.LockChange;
import dev.millwright.cli.lock.Renewal;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.Need;
import java.util.List;
import java.util.Locale;

/// What `lock` prints.
///
/// @param project its name
record LockReport(Console console, Output output, String project) {
  /// How a lock stands, for programs.
  record Standing(boolean current, List<Pin> missing, List<Pin> stale, List<Pin> unused) {}

  /// A need, for programs.
  record Pin(String section, String name, String detail) {
    static List<Pin> of(List<Need> needs) {
      return needs.stream()
          .map(it -> new Pin(it.section().word(), it.name(), it.detail()))
          .toList();
    }
  }

  ExitCode standing(LockStanding standing) {
    switch (output) {
      case json ->
          console.json(
              new Standing(
                  standing.isCurrent(),
                  Pin.of(standing.missing()),
                  Pin.of(standing.stale()),
                  Pin.of(standing.unused())));
      case text -> {
        print("missing", standing.missing());
        print("stale", standing.stale());
        print("unused", standing.unused());
        console.say(
            standing.isCurrent()
                ? "@|bold,green current|@  %s: %s pins all that is needed"
                    .formatted(project, Lock.FILE)
                : "@|bold,cyan hint:|@ run `millwright lock` and commit " + Lock.FILE);
      }
    }
    return standing.isCurrent() ? ExitCode.OK : ExitCode.WRONG_INPUT;
  }

  private void print(String what, List<Need> needs) {
    needs.forEach(
        need -> console.data(line(what, need.section().word(), need.name(), need.detail())));
  }

  private static String line(String what, String section, String name, String detail) {
    return "%-8s %-6s %-24s %s".formatted(what, section, name, detail).stripTrailing();
  }

  void renewal(Renewal renewal) {
    switch (output) {
      case json -> console.json(renewal.changes());
      case text -> {
        renewal.changes().forEach(this::print);
        console.say(
            renewal.changes().isEmpty()
                ? "@|bold,green current|@  " + project + ": nothing to change"
                : "@|bold,green locked|@  " + project + ": commit " + Lock.FILE);
      }
    }
  }

  private void print(LockChange change) {
    String what = change.what().name().toLowerCase(Locale.ROOT);
    List<String> parts = change.parts();
    String things =
        change.section().equals(Need.Section.PYTHON.word()) ? "distributions" : "libraries";
    String pinned =
        parts.size() == 1 ? parts.getFirst() : "(%d %s)".formatted(parts.size(), things);
    console.data(
        line(what, change.section(), change.name(), (change.detail() + "  " + pinned).strip()));
    change.moved().forEach(moved -> console.data("                " + moved));
  }
}
