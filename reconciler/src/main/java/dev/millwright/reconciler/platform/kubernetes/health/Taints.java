package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Taints that keep a pod from nodes. The scheduler says that there are some, and not always which.
record Taints(Live pod) {
  /// Such as `example.org/training:NoSchedule`, each once.
  List<String> on(List<Live> nodes) {
    return nodes.stream()
        .flatMap(node -> node.list("/spec/taints").stream())
        .filter(taint -> keepsOff(taint) && !isTolerated(taint))
        .map(taint -> text(taint, "key") + ":" + text(taint, "effect"))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean keepsOff(JsonNode taint) {
    return !text(taint, "effect").equals("PreferNoSchedule");
  }

  private boolean isTolerated(JsonNode taint) {
    return pod.list("/spec/tolerations").stream()
        .anyMatch(
            toleration ->
                isAnyOr(text(toleration, "effect"), text(taint, "effect"))
                    && isAnyOr(text(toleration, "key"), text(taint, "key"))
                    && isOfValue(toleration, taint));
  }

  private static boolean isOfValue(JsonNode toleration, JsonNode taint) {
    return text(toleration, "operator").equals("Exists")
        || text(toleration, "value").equals(text(taint, "value"));
  }

  private static boolean isAnyOr(String wanted, String actual) {
    return Stream.of("", actual).anyMatch(wanted::equals);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
