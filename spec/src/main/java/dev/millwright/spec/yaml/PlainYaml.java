package dev.millwright.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Composes what nearly all files of a project are, a few times faster than SnakeYAML does: one
/// document of mappings and lists whose every value stands in one line. What it composes is what
/// SnakeYAML would, node by node and mark by mark; at the first sign of anything else it answers
/// nothing, so that it has no errors and no opinions of its own.
///
/// Left to SnakeYAML are texts of several lines, anchors, tags, `?`, escapes, `---` and whatever is
/// wrong.
final class PlainYaml {
  // Blocks in each other, and brackets in each other: together less than SnakeYAML is allowed.
  private static final int DEEPEST = 20;
  private static final int OUTSIDE = -1;

  private final PlainText text;
  private final PlainValues values;

  private PlainYaml(PlainText text) {
    this.text = text;
    this.values = new PlainValues(text);
  }

  /// The root of the only document, if all of it is plain.
  static Optional<Node> compose(String yaml) {
    try {
      return Optional.of(new PlainYaml(new PlainText(yaml)).document());
    } catch (NotPlain _) {
      return Optional.empty();
    }
  }

  private Node document() {
    text.toContent();
    Node root = block(0);
    if (!text.isAtEnd()) {
      throw new NotPlain();
    }
    return root;
  }

  private Node block(int depth) {
    return text.isIndicator('-') ? sequence(depth) : mapping(text.mark(), values.key(), depth);
  }

  /// @param first the first key, which has been read, and `start` where it began
  private MappingNode mapping(Mark start, ScalarNode first, int depth) {
    bound(depth);
    List<NodeTuple> entries = new ArrayList<>();
    entries.add(new NodeTuple(first, inMapping(start.getColumn(), depth)));
    while (goesOn(start.getColumn())) {
      ScalarNode key = values.key();
      entries.add(new NodeTuple(key, inMapping(start.getColumn(), depth)));
    }
    return new MappingNode(Tag.MAP, true, entries, start, text.mark(), FlowStyle.BLOCK);
  }

  /// The value behind a key's colon. A list may stand as far to the left as the key does.
  private Node inMapping(int indent, int depth) {
    text.skip();
    if (text.saysMore()) {
      return endOfLine(values.value());
    }
    Mark behind = text.mark();
    text.nextLine();
    boolean isList = !text.isAtEnd() && text.column() == indent && text.isIndicator('-');
    return isList ? sequence(depth + 1) : below(indent, depth, behind);
  }

  private SequenceNode sequence(int depth) {
    bound(depth);
    Mark start = text.mark();
    List<Node> elements = new ArrayList<>();
    do {
      elements.add(element(start.getColumn(), depth));
    } while (goesOn(start.getColumn()) && text.isIndicator('-'));
    return new SequenceNode(Tag.SEQ, true, elements, start, text.mark(), FlowStyle.BLOCK);
  }

  /// What stands behind a dash: a value, or a mapping whose first key stands there.
  private Node element(int indent, int depth) {
    text.skip();
    if (!text.saysMore()) {
      Mark behind = text.mark();
      text.nextLine();
      return below(indent, depth, behind);
    }
    Mark start = text.mark();
    Node value = values.value();
    return value instanceof ScalarNode key && text.isIndicator(':')
        ? mapping(start, key, depth + 1)
        : endOfLine(value);
  }

  private Node endOfLine(Node value) {
    text.nextLine();
    return value;
  }

  /// What stands further in than `indent`, where the reader is now, or nothing.
  private Node below(int indent, int depth, Mark behind) {
    return !text.isAtEnd() && text.column() > indent ? block(depth + 1) : values.nothing(behind);
  }

  /// Whether another entry follows that is indented so.
  private boolean goesOn(int indent) {
    int column = text.isAtEnd() ? OUTSIDE : text.column();
    if (column > indent) {
      throw new NotPlain();
    }
    return column == indent;
  }

  static void bound(int depth) {
    if (depth > DEEPEST) {
      throw new NotPlain();
    }
  }
}
