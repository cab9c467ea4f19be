package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.math.BigInteger;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.util.InternCache;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns one YAML document into JSON and writes down where everything stands. What JSON has no word
/// for is a finding.
final class TreeBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  // Aliases multiply: nine lines can make a billion values.
  private static final int MOST_VALUES = 100_000;

  // Each place is looked up among its neighbours.
  private static final int MOST_CHILDREN = 10_000;
  // 38 digits are the most that any type here holds.
  private static final int LONGEST_NUMBER = 100;

  private final String file;
  private final List<Diagnostic> findings;
  private final Places.Builder places = new Places.Builder();
  private final int most;
  private int values;

  /// @param left how many values the document may have
  TreeBuilder(String file, int left, List<Diagnostic> findings) {
    this.file = file;
    this.most = Math.min(MOST_VALUES, left);
    this.findings = findings;
  }

  /// How many values the document has.
  int values() {
    return values;
  }

  /// @param complete whether all of the document is in the tree
  record Built(ObjectNode tree, Places places, boolean complete) {}

  Built build(MappingNode root) {
    ObjectNode tree = (ObjectNode) convert(root);
    return new Built(tree, places.build(file, tree), values < most);
  }

  private JsonNode convert(Node node) {
    if (++values == most) {
      refuse(
          node,
          most == MOST_VALUES
              ? "the document has more than " + MOST_VALUES + " values"
              : "the documents of the file have too many values",
          "split it, or use fewer aliases");
    }
    if (node instanceof CollectionNode<?> many && many.getValue().size() > MOST_CHILDREN) {
      refuse(
          node,
          "a list or mapping has no more than " + MOST_CHILDREN + " entries",
          "split it, or keep data where a Connection leads");
      values = most;
    }
    int row = places.open(node.getStartMark(), node.getEndMark(), style(node));
    JsonNode json = converted(node);
    if (node instanceof CollectionNode<?> block && block.getFlowStyle() == FlowStyle.BLOCK) {
      places.endWithLastChild(row);
    }
    places.close(row);
    return json;
  }

  private static int style(Node node) {
    return node instanceof ScalarNode scalar && !scalar.isPlain()
        ? scalar.getScalarStyle().getChar()
        : Places.PLAIN;
  }

  private JsonNode converted(Node node) {
    if (values >= most) {
      return emptied(node);
    }
    if (node.isTwoStepsConstruction()) {
      refuse(node, "the anchor `" + node.getAnchor() + "` contains itself", "write the value out");
      return emptied(node);
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping);
      case SequenceNode sequence -> sequence(sequence);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("YAML has no " + node.getNodeId());
    };
  }

  private ObjectNode mapping(MappingNode mapping) {
    checkTag(mapping, Tag.MAP);
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        refuse(
            tuple.getKeyNode(),
            "a key is a word, not a mapping or a list",
            "write a word before `:`");
        continue;
      }
      if (key.isPlain() && key.getValue().equals("<<")) {
        refuse(key, "`<<` merges mappings, which YAML 1.2 has not", "write the fields out");
      } else if (object.has(key.getValue())) {
        duplicate(first(mapping, key.getValue()), key);
      } else {
        entry(object, key, tuple.getValueNode());
      }
    }
    return object;
  }

  private static Node first(MappingNode mapping, String key) {
    return mapping.getValue().stream()
        .map(NodeTuple::getKeyNode)
        .filter(it -> it instanceof ScalarNode scalar && scalar.getValue().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void entry(ObjectNode object, ScalarNode key, Node value) {
    int row = places.next();
    // Of ten thousand documents, each tree is kept, and all have the same few keys.
    object.set(InternCache.instance.intern(key.getValue()), convert(value));
    places.key(row, key.getStartMark(), key.getEndMark());
  }

  private ArrayNode sequence(SequenceNode sequence) {
    checkTag(sequence, Tag.SEQ);
    ArrayNode array = JSON.arrayNode(sequence.getValue().size());
    for (Node element : sequence.getValue()) {
      array.add(convert(element));
    }
    return array;
  }

  private JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.STR)) {
      return JSON.stringNode(text);
    }
    boolean isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    if (isNumber && text.length() > LONGEST_NUMBER) {
      refuse(
          scalar,
          "a number has no more than " + LONGEST_NUMBER + " characters",
          "put it in quotes if it is a text");
      return JSON.stringNode("");
    }
    if (tag.equals(Tag.INT) && CoreResolver.INT.matcher(text).matches()) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT) && CoreResolver.FLOAT.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(text);
    }
    if (tag.equals(Tag.BOOL) && CoreResolver.BOOL.matcher(text).matches()) {
      return JSON.booleanNode(text.charAt(0) == 't' || text.charAt(0) == 'T');
    }
    if (tag.equals(Tag.NULL) && CoreResolver.NULL.matcher(text).matches()) {
      return JSON.nullNode();
    }
    refuseTag(scalar);
    return JSON.stringNode(text);
  }

  private static JsonNode integer(String text) {
    if (text.length() < 10) {
      return JSON.numberNode(Integer.parseInt(text));
    }
    BigInteger number = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    return number.bitLength() < Long.SIZE
        ? JSON.numberNode(number.longValueExact())
        : JSON.numberNode(number);
  }

  private static JsonNode emptied(Node node) {
    return node instanceof MappingNode ? JSON.objectNode() : JSON.nullNode();
  }

  private void checkTag(Node node, Tag standard) {
    if (!node.getTag().equals(standard)) {
      refuseTag(node);
    }
  }

  private void refuseTag(Node node) {
    refuse(
        node,
        "the tag `"
            + node.getTag().getValue().replace("tag:yaml.org,2002:", "!!")
            + "` makes something else of a value, and tags are refused",
        "delete the tag");
  }

  private void refuse(Node node, String message, String hint) {
    findings.add(Diagnostic.error(Rule.YAML_SYNTAX, span(node), message).hint(hint));
  }

  private void duplicate(Node first, ScalarNode second) {
    findings.add(
        Diagnostic.error(
                Rule.DUPLICATE_KEY,
                span(second),
                "the key `"
                    + second.getValue()
                    + "` stands twice, and only one of them can be meant")
            .hint("delete one of the two")
            .related(span(first), "the first one"));
  }

  private Span span(Node node) {
    return Marks.span(file, node.getStartMark(), node.getEndMark());
  }
}
