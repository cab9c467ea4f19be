package dev.millwright.compiler.graph;

import dev.millwright.compiler.graph.ComponentGraph.Link;
import dev.millwright.compiler.graph.ComponentGraph.Node;
import dev.millwright.spec.release.Dependency.Edge;

/// A graph for Graphviz. Arrows go the way that changes go: from what is taken to its consumer;
/// dashed where only the contract is read.
public final class GraphDot {
  private GraphDot() {}

  public static String of(ComponentGraph graph) {
    StringBuilder text = new StringBuilder("digraph millwright {\n  rankdir=LR;\n");
    text.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    graph.nodes().forEach(node -> text.append("  ").append(node(node)).append(";\n"));
    graph.links().forEach(link -> text.append("  ").append(link(link)).append(";\n"));
    return text.append("}\n").toString();
  }

  private static String node(Node node) {
    Style style = node.action().map(Style::of).orElse(Style.KEPT);
    return "%s [label=%s, fillcolor=\"%s\", color=\"%s\"%s]"
        .formatted(
            quoted(node.address().toString()),
            quoted(String.join("\n", Label.of(node))),
            style.fill(),
            style.border(),
            node.reached() ? ", penwidth=2" : "");
  }

  private static String link(Link link) {
    String style = link.edge() == Edge.READS ? " [style=dashed, label=\"reads\"]" : "";
    return quoted(link.from().toString()) + " -> " + quoted(link.to().toString()) + style;
  }

  /// A string of the language: nothing in it can end it, and a line break stays one.
  static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}
