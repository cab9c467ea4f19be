package dev.millwright.spec.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// All that can be asked of composed nodes, as a text: tags, values, styles and places.
final class ComposedText {
  private final StringBuilder text = new StringBuilder();

  private ComposedText() {}

  static String of(Node node) {
    ComposedText composed = new ComposedText();
    composed.node(node, "");
    return composed.text.toString();
  }

  private void node(Node node, String indent) {
    text.append(indent).append(node.getTag()).append(' ');
    text.append(place(node.getStartMark())).append('-').append(place(node.getEndMark()));
    switch (node) {
      case ScalarNode scalar ->
          text.append(' ')
              .append(scalar.getScalarStyle())
              .append(" <")
              .append(scalar.getValue())
              .append(">\n");
      case CollectionNode<?> many -> {
        text.append(' ').append(many.getFlowStyle()).append('\n');
        children(many, indent + "  ");
      }
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  private void children(CollectionNode<?> many, String indent) {
    switch (many) {
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          node(tuple.getKeyNode(), indent);
          node(tuple.getValueNode(), indent + "  ");
        }
      }
      case SequenceNode sequence -> sequence.getValue().forEach(it -> node(it, indent));
      default -> throw new IllegalArgumentException(many.toString());
    }
  }

  private static String place(Mark mark) {
    return mark.getIndex() + "=" + mark.getLine() + ":" + mark.getColumn();
  }
}
