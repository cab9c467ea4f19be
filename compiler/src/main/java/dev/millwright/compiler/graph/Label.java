package dev.millwright.compiler.graph;

import dev.millwright.compiler.graph.ComponentGraph.Node;
import dev.millwright.spec.plan.Action;
import java.util.ArrayList;
import java.util.List;

/// What stands in a component's box.
final class Label {
  private Label() {}

  /// Lines: the kind, the name with the version, and what a plan does to it.
  static List<String> of(Node node) {
    List<String> lines = new ArrayList<>();
    lines.add(node.address().kind().word());
    lines.add(node.address().name() + "@" + node.version().brief());
    node.action().map(action -> fate(action, node.reached())).ifPresent(lines::add);
    lines.removeIf(String::isEmpty);
    return lines;
  }

  private static String fate(Action action, boolean reached) {
    String word = action == Action.KEEP ? "" : action.word();
    return !reached ? word : word.isEmpty() ? "reached" : word + ", reached";
  }
}
