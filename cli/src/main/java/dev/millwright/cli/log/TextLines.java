package dev.millwright.cli.log;

import dev.millwright.reconciler.subject.Subject;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A line for people, and a stack below it where something broke.
final class TextLines extends Formatter {
  @Override
  public String format(LogRecord entry) {
    @Nullable Throwable failure = entry.getThrown();
    return "%s %-7s %s%s%n%s"
        .formatted(
            entry.getInstant(),
            Severity.of(entry.getLevel()),
            formatMessage(entry),
            subject(),
            failure == null ? "" : JsonLines.stack(failure));
  }

  private static String subject() {
    return Subject.now().words().entrySet().stream()
        .map(it -> " " + it.getKey().word() + "=" + it.getValue())
        .collect(Collectors.joining());
  }
}
