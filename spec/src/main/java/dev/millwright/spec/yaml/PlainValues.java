package dev.millwright.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Composes values that stand in one line: scalars, and lists and mappings in brackets.
final class PlainValues {
  // With each of these begins something other than a plain scalar, or may: with the last a conflict
  // that git has left.
  private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@` \n" + PlainText.END + '<';
  private static final String BEHIND_DASH = ".0123456789";

  private final PlainText text;
  private final CoreResolver resolver = new CoreResolver();

  PlainValues(PlainText text) {
    this.text = text;
  }

  /// A value of a block.
  Node value() {
    return value(0);
  }

  /// The key of a block, up to its colon.
  ScalarNode key() {
    return key(0);
  }

  /// What stands where nothing does.
  ScalarNode nothing(Mark where) {
    return plain("", where, where);
  }

  private Node value(int depth) {
    return switch (text.peek()) {
      case '{' -> mapping(depth + 1);
      case '[' -> sequence(depth + 1);
      default -> scalar(depth);
    };
  }

  private ScalarNode key(int depth) {
    ScalarNode key = scalar(depth);
    if (!text.isIndicator(':')) {
      throw new NotPlain();
    }
    return key;
  }

  private MappingNode mapping(int depth) {
    PlainYaml.bound(depth);
    Mark start = text.mark();
    List<NodeTuple> entries = new ArrayList<>();
    if (opens('}')) {
      do {
        ScalarNode key = key(depth);
        text.skip();
        text.skipSpaces();
        entries.add(new NodeTuple(key, value(depth)));
      } while (goesOn('}'));
    }
    return new MappingNode(Tag.MAP, true, entries, start, text.mark(), FlowStyle.FLOW);
  }

  private SequenceNode sequence(int depth) {
    PlainYaml.bound(depth);
    Mark start = text.mark();
    List<Node> elements = new ArrayList<>();
    if (opens(']')) {
      do {
        elements.add(value(depth));
      } while (goesOn(']'));
    }
    return new SequenceNode(Tag.SEQ, true, elements, start, text.mark(), FlowStyle.FLOW);
  }

  /// Steps into brackets; false when nothing is in them, and behind them.
  private boolean opens(char closing) {
    text.skip();
    text.skipSpaces();
    boolean isEmpty = text.peek() == closing;
    if (isEmpty) {
      text.skip();
    }
    return !isEmpty;
  }

  /// Steps over a comma, or behind the closing bracket, and then answers false.
  private boolean goesOn(char closing) {
    text.skipSpaces();
    char next = text.peek();
    if (next != ',' && next != closing) {
      throw new NotPlain();
    }
    text.skip();
    if (next == ',') {
      text.skipSpaces();
    }
    return next == ',';
  }

  private ScalarNode scalar(int depth) {
    return switch (text.peek()) {
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      default -> plain(depth > 0);
    };
  }

  private ScalarNode singleQuoted() {
    Mark start = text.mark();
    int from = text.offset() + 1;
    text.skip();
    toQuote('\'');
    while (text.peekBehind() == '\'') {
      text.skip();
      text.skip();
      toQuote('\'');
    }
    return quoted(text.from(from).replace("''", "'"), start, ScalarStyle.SINGLE_QUOTED);
  }

  private ScalarNode doubleQuoted() {
    Mark start = text.mark();
    int from = text.offset() + 1;
    text.skip();
    toQuote('"');
    return quoted(text.from(from), start, ScalarStyle.DOUBLE_QUOTED);
  }

  private void toQuote(char quote) {
    while (text.peek() != quote) {
      char c = text.peek();
      if (c == '\n' || c == PlainText.END || (quote == '"' && c == '\\')) {
        throw new NotPlain();
      }
      text.skip();
    }
  }

  private ScalarNode quoted(String value, Mark start, ScalarStyle style) {
    text.skip();
    return new ScalarNode(Tag.STR, true, value, start, text.mark(), style);
  }

  private ScalarNode plain(boolean isInBrackets) {
    if (!startsPlain()) {
      throw new NotPlain();
    }
    Mark start = text.mark();
    int from = text.offset();
    text.toPlainEnd(isInBrackets);
    return plain(text.from(from), start, text.mark());
  }

  /// A dash may also start an entry of a list, and dots may end a document.
  private boolean startsPlain() {
    return switch (text.peek()) {
      case '-' -> BEHIND_DASH.indexOf(text.peekBehind()) >= 0;
      case '.' -> text.column() > 0;
      default -> INDICATORS.indexOf(text.peek()) < 0;
    };
  }

  private ScalarNode plain(String value, Mark start, Mark end) {
    Tag tag = resolver.resolve(NodeId.scalar, value, true);
    return new ScalarNode(tag, true, value, start, end, ScalarStyle.PLAIN);
  }
}
