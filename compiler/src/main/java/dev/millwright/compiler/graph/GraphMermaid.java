package dev.millwright.compiler.graph;

import dev.millwright.compiler.graph.ComponentGraph.Link;
import dev.millwright.compiler.graph.ComponentGraph.Node;
import dev.millwright.spec.Address;
import dev.millwright.spec.release.Dependency.Edge;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A graph for Markdown that draws Mermaid. Arrows go the way that changes go; dotted where only
/// the contract is read.
public final class GraphMermaid {
  private final SortedMap<Address, String> ids = new TreeMap<>();
  private final StringBuilder text = new StringBuilder("flowchart LR\n");

  private GraphMermaid() {}

  public static String of(ComponentGraph graph) {
    GraphMermaid mermaid = new GraphMermaid();
    graph.nodes().forEach(mermaid::node);
    graph.links().forEach(mermaid::link);
    for (Style style : Style.values()) {
      mermaid.style(style, graph.nodes());
    }
    return mermaid.text.toString();
  }

  /// Numbered, since a name could be a word of the language, such as `end`.
  private String id(Address address) {
    return ids.computeIfAbsent(address, _ -> "n" + (ids.size() + 1));
  }

  private void node(Node node) {
    String label =
        Label.of(node).stream().map(GraphMermaid::escaped).collect(Collectors.joining("<br/>"));
    line(id(node.address()) + "[\"" + label + "\"]");
  }

  private void link(Link link) {
    String arrow = link.edge() == Edge.READS ? " -. reads .-> " : " --> ";
    line(id(link.from()) + arrow + id(link.to()));
  }

  private void style(Style style, List<Node> nodes) {
    String members =
        nodes.stream()
            .filter(node -> node.action().map(Style::of).filter(style::equals).isPresent())
            .map(node -> id(node.address()))
            .collect(Collectors.joining(","));
    if (!members.isEmpty()) {
      String name = style.name().toLowerCase(Locale.ROOT);
      line("classDef %s fill:%s,stroke:%s".formatted(name, style.fill(), style.border()));
      line("class " + members + " " + name);
    }
  }

  /// Text that is neither markup nor the end of a label: all but letters, digits and a few harmless
  /// signs by their number.
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            it -> {
              if (Character.isLetterOrDigit(it) || " -_.,/@".indexOf(it) >= 0) {
                escaped.appendCodePoint(it);
              } else {
                escaped.append('#').append(it).append(';');
              }
            });
    return escaped.toString();
  }

  private void line(String line) {
    text.append("  ").append(line).append('\n');
  }
}
