package dev.millwright.cli.output;

import dev.millwright.spec.diagnostic.Visible;
import dev.millwright.spec.json.Json;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/// The terminal as commands see it. Data goes to standard output, everything else to standard
/// error.
///
/// @param out data
/// @param err messages and progress
/// @param interactive whether somebody watches standard error
public record Console(PrintWriter out, PrintWriter err, boolean interactive) {
  /// The console of this process.
  public static Console ofProcess(PrintWriter out, PrintWriter err) {
    return new Console(
        out,
        err,
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent());
  }

  /// Prints a line of data.
  public void data(String line) {
    out.println(line);
    out.flush();
  }

  /// Prints a value as JSON, for programs.
  public void json(Object value) {
    data(Visible.json(Json.pretty(value)));
  }

  /// Says something to the person; picocli's markup such as `@|green done|@` becomes colour on a
  /// terminal.
  public void say(String markup) {
    err.println(styled(markup));
    err.flush();
  }

  /// Says something only while somebody watches.
  public void progress(String markup) {
    if (interactive) {
      err.print("\r\033[K" + styled(markup));
      err.flush();
    }
  }

  /// Clears what [#progress] left on the line.
  public void endProgress() {
    if (interactive) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  /// The text with its markup as colour on a terminal, without it elsewhere. Whatever else would
  /// steer a terminal is shown by its number.
  public String styled(String markup) {
    return Ansi.AUTO.string(Visible.of(markup));
  }

  /// Words of a commit, to stand between ours: on one line, and no markup.
  public static String literal(String words) {
    return Visible.line(words).replace("@|", "@ |").replace("|@", "| @");
  }

  public boolean colour() {
    return Ansi.AUTO.enabled();
  }
}
