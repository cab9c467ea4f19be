package dev.millwright.cli.command;

import dev.millwright.cli.lock.LockChange;
import dev.millwright.cli.lock.Renewal;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry.Need;
import java.util.List;
import java.util.Locale;

/// What `lock` prints.
record LockReport(Console console, Output output) {
  /// How a lock stands, for programs.
  record Standing(boolean current, List<Need> missing, List<Need> stale, List<Need> unused) {}

  ExitCode standing(LockStanding standing) {
    switch (output) {
      case json ->
          console.json(
              new Standing(
                  standing.isCurrent(), standing.missing(), standing.stale(), standing.unused()));
      case text -> {
        print("missing", standing.missing());
        print("stale", standing.stale());
        print("unused", standing.unused());
        console.say(
            standing.isCurrent()
                ? "@|bold,green current|@  " + Lock.FILE + " pins all that is needed"
                : "@|bold,cyan hint:|@ run `millwright lock` and commit " + Lock.FILE);
      }
    }
    return standing.isCurrent() ? ExitCode.OK : ExitCode.WRONG_INPUT;
  }

  private void print(String what, List<Need> needs) {
    needs.forEach(need -> console.data(line(what, need.function().text(), need.dependencies())));
  }

  private static String line(String what, String function, List<String> dependencies) {
    return "%-8s %-24s %s".formatted(what, function, String.join(" ", dependencies));
  }

  void renewal(Renewal renewal) {
    switch (output) {
      case json -> console.json(renewal.changes());
      case text -> {
        renewal.changes().forEach(this::print);
        console.say(
            renewal.changes().isEmpty()
                ? "@|bold,green current|@  nothing to change"
                : "@|bold,green locked|@  commit " + Lock.FILE);
      }
    }
  }

  private void print(LockChange change) {
    String what = change.what().name().toLowerCase(Locale.ROOT);
    console.data(
        "%s  (%d libraries)"
            .formatted(line(what, change.function(), change.dependencies()), change.libraries()));
    change.moved().forEach(moved -> console.data("           " + moved));
  }
}
