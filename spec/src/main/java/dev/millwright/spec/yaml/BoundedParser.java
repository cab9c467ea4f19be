package dev.millwright.spec.yaml;

import java.util.concurrent.atomic.AtomicInteger;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;

/// Stops a parser after so many values, before they fill the memory.
final class BoundedParser implements Parser {
  static final String PROBLEM = "too many values";

  private final Parser parser;
  private final AtomicInteger left;

  /// @param left how many events there may be, counted down by all parsers of one file
  BoundedParser(Parser parser, AtomicInteger left) {
    this.parser = parser;
    this.left = left;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public Event getEvent() {
    Event event = parser.getEvent();
    if (left.decrementAndGet() < 0) {
      throw new ParserException(null, null, PROBLEM, event.getStartMark());
    }
    return event;
  }
}
