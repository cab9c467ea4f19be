package dev.millwright.serving.golden;

import dev.millwright.serving.golden.GoldenCase.Expected;
import dev.millwright.serving.golden.GoldenCase.Range;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/// Reads golden requests: a list of `name`, `request` and `expect`, the last with `status` and any
/// of `field`, `values` and `between`.
record GoldenFile(String file) {
  private static final int OK = 200;

  /// @throws GoldenFormatException at the first thing that cannot be read
  List<GoldenCase> read(String text) throws GoldenFormatException {
    Node root = composed(text);
    if (!(root instanceof SequenceNode list)) {
      throw new GoldenFormatException(file, root, "a list of requests is asked, `- name: …`");
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (Node item : list.getValue()) {
      cases.add(oneCase(item));
    }
    return cases;
  }

  private Node composed(String text) throws GoldenFormatException {
    try {
      @Nullable Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
      return root == null
          ? new SequenceNode(
              org.yaml.snakeyaml.nodes.Tag.SEQ,
              List.of(),
              org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW)
          : root;
    } catch (MarkedYAMLException e) {
      throw new GoldenFormatException(file, e.getProblemMark(), String.valueOf(e.getProblem()));
    }
  }

  private GoldenCase oneCase(Node item) throws GoldenFormatException {
    Map<String, Node> fields = fields(item, Set.of("name", "request", "expect"));
    Node request = required(item, fields, "request");
    return new GoldenCase(
        text(required(item, fields, "name")),
        item.getStartMark().getLine() + 1,
        new YamlJson(file).of(request),
        expected(required(item, fields, "expect")));
  }

  private Expected expected(Node node) throws GoldenFormatException {
    Map<String, Node> fields = fields(node, Set.of("status", "field", "values", "between"));
    Node status = fields.get("status");
    Node field = fields.get("field");
    return new Expected(
        status == null ? OK : number(status).intValue(),
        field == null ? Optional.empty() : Optional.of(text(field)),
        values(fields.get("values")),
        ranges(fields.get("between")));
  }

  private SortedMap<String, JsonNode> values(@Nullable Node node) throws GoldenFormatException {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    if (node != null) {
      for (Map.Entry<String, Node> entry : fields(node, Set.of()).entrySet()) {
        values.put(entry.getKey(), new YamlJson(file).of(entry.getValue()));
      }
    }
    return values;
  }

  private SortedMap<String, Range> ranges(@Nullable Node node) throws GoldenFormatException {
    SortedMap<String, Range> ranges = new TreeMap<>();
    if (node != null) {
      for (Map.Entry<String, Node> entry : fields(node, Set.of()).entrySet()) {
        ranges.put(entry.getKey(), range(entry.getValue()));
      }
    }
    return ranges;
  }

  private Range range(Node node) throws GoldenFormatException {
    if (node instanceof SequenceNode ends && ends.getValue().size() == 2) {
      return new Range(
          number(ends.getValue().getFirst()).doubleValue(),
          number(ends.getValue().getLast()).doubleValue());
    }
    throw new GoldenFormatException(file, node, "a range is asked, `[0.0, 1.0]`");
  }

  private Number number(Node node) throws GoldenFormatException {
    JsonNode value = new YamlJson(file).of(node);
    if (!value.isNumber()) {
      throw new GoldenFormatException(file, node, "a number is asked");
    }
    return value.numberValue();
  }

  private String text(Node node) throws GoldenFormatException {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new GoldenFormatException(file, node, "a text is asked");
  }

  private Node required(Node item, Map<String, Node> fields, String name)
      throws GoldenFormatException {
    @Nullable Node node = fields.get(name);
    if (node == null) {
      throw new GoldenFormatException(file, item, "`" + name + "` is missing");
    }
    return node;
  }

  /// @param known the fields that there may be; empty: any
  private Map<String, Node> fields(Node node, Set<String> known) throws GoldenFormatException {
    if (!(node instanceof MappingNode mapping)) {
      throw new GoldenFormatException(file, node, "fields are asked, `name: value`");
    }
    Map<String, Node> fields = new TreeMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text(tuple.getKeyNode());
      if (!known.isEmpty() && !known.contains(name)) {
        throw new GoldenFormatException(
            file, tuple.getKeyNode(), "there is no field `" + name + "`; there are " + known);
      }
      if (fields.put(name, tuple.getValueNode()) != null) {
        throw new GoldenFormatException(file, tuple.getKeyNode(), "`" + name + "` stands twice");
      }
    }
    return fields;
  }
}
