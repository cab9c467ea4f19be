package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.NO_SUCH_NODE;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.TAINTS;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.TOO_LITTLE_CPU;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.TOO_LITTLE_MEMORY;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.UNSCHEDULABLE;

import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the scheduler says of the nodes, taken apart.
///
/// @param nodes for how many of them it holds
/// @param reason the scheduler's words
record NodesRefusal(int nodes, Hang hang, String reason) {
  /// `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint {a: b}.
  /// preemption…`
  private static final Phrase ALL = Phrase.of("^0/(\\d+) nodes are available: (.*?)\\.(?: |$)");

  private static final Pattern ONE = Pattern.compile("(\\d+) ((?:node\\(s\\) )?[^,]+)");

  /// @param nodes of the cluster, as far as they are known
  static Cause of(Sight sight, String message, List<Live> nodes) {
    List<String> taints = new Taints(sight.about()).on(nodes);
    String which = taints.isEmpty() ? "" : " (" + String.join(", ", taints) + ")";
    return ALL.in(message, found -> of(sight, found, which))
        .orElseGet(
            () -> sight.is(UNSCHEDULABLE, "No node takes the pod: " + Words.of(message) + "."));
  }

  /// The sentence has all. Nodes that were passed over for their taints or labels were perhaps
  /// meant to be: what holds for most of the others gives the cause its kind.
  private static Cause of(Sight sight, MatchResult found, String taints) {
    List<NodesRefusal> all = ONE.matcher(found.group(2)).results().map(NodesRefusal::of).toList();
    Hang hang =
        all.stream()
            .max(Comparator.comparing(NodesRefusal::wasMeant).thenComparingInt(NodesRefusal::nodes))
            .map(NodesRefusal::hang)
            .orElse(UNSCHEDULABLE);
    String why =
        all.stream()
            .map(one -> "%d of %s %s".formatted(one.nodes(), found.group(1), one.words(taints)))
            .collect(Collectors.joining(", "));
    String asked = all.isEmpty() ? Words.of(found.group(2)) : why;
    return sight.is(
        hang, "No node takes the pod%s: %s.".formatted(wish(sight.about(), hang), asked));
  }

  private static NodesRefusal of(MatchResult one) {
    String reason = one.group(2).strip();
    return new NodesRefusal(Integer.parseInt(one.group(1)), hang(reason), reason);
  }

  private static Hang hang(String reason) {
    if (reason.contains("untolerated taint")) {
      return TAINTS;
    }
    return switch (reason) {
      case "Insufficient cpu" -> TOO_LITTLE_CPU;
      case "Insufficient memory" -> TOO_LITTLE_MEMORY;
      case "node(s) didn't match Pod's node affinity/selector" -> NO_SUCH_NODE;
      default -> UNSCHEDULABLE;
    };
  }

  /// Whether the nodes came into question.
  private boolean wasMeant() {
    return hang != TAINTS && hang != NO_SUCH_NODE;
  }

  private String words(String taints) {
    String bare = reason.replace("node(s) ", "");
    return switch (hang) {
      case TOO_LITTLE_CPU -> "have too little cpu left";
      case TOO_LITTLE_MEMORY -> "have too little memory left";
      case NO_SUCH_NODE -> "do not match its node selector or affinity";
      case TAINTS -> "have a taint that it does not tolerate" + which(bare, taints);
      default -> "say: " + bare;
    };
  }

  private static String which(String reason, String taints) {
    int brace = reason.indexOf('{');
    return brace < 0 ? taints : " " + reason.substring(brace);
  }

  /// What the pod asks for, where that is too much.
  private static String wish(Live pod, Hang hang) {
    String resource =
        switch (hang) {
          case TOO_LITTLE_CPU -> "cpu";
          case TOO_LITTLE_MEMORY -> "memory";
          default -> "";
        };
    String wishes =
        pod.list("/spec/containers").stream()
            .map(one -> one.at("/resources/requests/" + resource).asString(""))
            .filter(wish -> !wish.isEmpty())
            .collect(Collectors.joining(" + "));
    return wishes.isEmpty() ? "" : ", which asks for %s of %s".formatted(wishes, resource);
  }
}
