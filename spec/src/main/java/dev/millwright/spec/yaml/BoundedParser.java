package dev.millwright.spec.yaml;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;

/// Stops a parser after so many values, before they fill the memory, and at a tag that would break
/// who reads it.
final class BoundedParser implements Parser {
  static final String PROBLEM = "too many values";
  static final String NO_TAG = "a tag that names nothing";

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
    String tag = tag(event);
    // A tag's percent escapes may stand for nothing but space, which a node does not take.
    if (tag != null && (tag.isEmpty() || !tag.trim().equals(tag))) {
      throw new ParserException(null, null, NO_TAG, event.getStartMark());
    }
    return event;
  }

  private static @Nullable String tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
  }
}
