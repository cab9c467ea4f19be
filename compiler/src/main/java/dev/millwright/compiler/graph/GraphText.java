package dev.millwright.compiler.graph;

import dev.millwright.compiler.graph.ComponentGraph.Link;
import dev.millwright.compiler.graph.ComponentGraph.Node;
import dev.millwright.spec.Address;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.release.Dependency.Edge;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A graph for a terminal: below each component those that take something from it. What hangs below
/// a component is shown once.
public final class GraphText {
  private static final String LEGEND =
      """

      ── derives from what is above: takes in its version
      ╌╌ reads what is above: takes in its contract only
      """;

  private final ComponentGraph graph;
  private final boolean colour;
  private final SortedMap<Address, Node> nodes = new TreeMap<>();
  private final SortedSet<Address> shown = new TreeSet<>();
  private final StringBuilder text = new StringBuilder();

  private GraphText(ComponentGraph graph, boolean colour) {
    this.graph = graph;
    this.colour = colour;
    graph.nodes().forEach(node -> nodes.put(node.address(), node));
  }

  /// @param colour whether the terminal shows ANSI colours
  public static String of(ComponentGraph graph, boolean colour) {
    GraphText text = new GraphText(graph, colour);
    graph.beginnings().forEach(node -> text.tree(node.address(), "", ""));
    return text.text + (graph.links().isEmpty() ? "" : LEGEND);
  }

  private void tree(Address address, String lead, String indent) {
    List<Link> consumers = graph.consumers(address);
    boolean isFirst = shown.add(address);
    String above = isFirst || consumers.isEmpty() ? "" : "  (see above)";
    text.append(lead).append(line(address)).append(above).append('\n');
    if (isFirst) {
      for (int i = 0; i < consumers.size(); i++) {
        boolean isLast = i == consumers.size() - 1;
        Link link = consumers.get(i);
        String branch = (isLast ? "└" : "├") + (link.edge() == Edge.DERIVES ? "── " : "╌╌ ");
        tree(link.to(), indent + branch, indent + (isLast ? "    " : "│   "));
      }
    }
  }

  private String line(Address address) {
    Node node = nodes.get(address);
    if (node == null) {
      return address.toString();
    }
    String name = address + "@" + node.version().brief();
    return node.action().map(action -> painted(action, marked(node, action, name))).orElse(name);
  }

  private static String marked(Node node, Action action, String name) {
    String reached = node.reached() ? ", reached" : "";
    return Style.of(action).sign() + " " + name + "  " + action.word() + reached;
  }

  private String painted(Action action, String line) {
    String ansi = Style.of(action).ansi();
    return colour && !ansi.isEmpty() ? ansi + line + "\u001b[0m" : line;
  }
}
