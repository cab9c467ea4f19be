package dev.millwright.compiler.graph;

import dev.millwright.compiler.graph.ComponentGraph.Link;
import dev.millwright.compiler.graph.ComponentGraph.Node;
import dev.millwright.spec.json.Json;
import java.util.List;

/// A graph for programs.
public final class GraphJson {
  /// Raised when a field comes to mean something else or goes away; further fields do not raise it.
  public static final int FORMAT = 1;

  private GraphJson() {}

  /// JSON with keys in order, ended by a line break.
  public static String of(ComponentGraph graph) {
    return Json.pretty(new Document(FORMAT, graph.nodes(), graph.links())) + "\n";
  }

  private record Document(int format, List<Node> nodes, List<Link> links) {}
}
