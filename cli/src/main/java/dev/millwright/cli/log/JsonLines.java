package dev.millwright.cli.log;

import dev.millwright.reconciler.subject.Subject;
import dev.millwright.spec.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object a line, whatever is in the message. Runs on the thread that logs, so that what it
/// works on is known.
final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord entry) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("time", entry.getInstant().toString());
    line.put("level", Severity.of(entry.getLevel()).name());
    line.put("logger", String.valueOf(entry.getLoggerName()));
    line.put("message", formatMessage(entry));
    Subject.now().words().forEach((word, value) -> line.put(word.word(), value));
    @Nullable Throwable failure = entry.getThrown();
    if (failure != null) {
      line.put("error", failure.toString());
      line.put("stack", stack(failure));
    }
    return Json.mapper().writeValueAsString(line) + "\n";
  }

  static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
