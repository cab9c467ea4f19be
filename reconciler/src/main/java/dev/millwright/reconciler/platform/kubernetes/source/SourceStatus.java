package dev.millwright.reconciler.platform.kubernetes.source;

import dev.millwright.compiler.kubernetes.Tree;
import dev.millwright.compiler.kubernetes.install.Definitions;
import dev.millwright.reconciler.platform.kubernetes.Applying;
import dev.millwright.spec.json.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// Says on a Source whether it is served, and why not, with the reconciler's own rights: the
/// account may be what is missing. This is all that is written with them.
///
/// @param home the reconciler's namespace
/// @param turn whether this process may write now
public record SourceStatus(
    KubernetesClient own, String home, InstantSource clock, BooleanSupplier turn)
    implements Served {
  private static final System.Logger LOG = System.getLogger(SourceStatus.class.getName());
  private static final int LONGEST = 4096;

  /// Fields of its own, beside those that the record's copy has.
  private static final PatchContext PATCH = Applying.by("millwright-projects");

  @Override
  public boolean yes(SourceOrder order) {
    return write(
        order, List.of(condition(order, "Served", true, "Served", "the project is looked after")));
  }

  @Override
  public boolean no(SourceOrder order, Refused why) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    conditions.add(condition(order, "Served", false, why.reason(), why.sentence()));
    conditions.add(condition(order, "Ready", false, why.reason(), why.sentence()));
    conditions.add(condition(order, "Stalled", true, why.reason(), why.sentence()));
    return write(order, conditions);
  }

  private Map<String, Object> condition(
      SourceOrder order, String type, boolean holds, String reason, String message) {
    Map<String, Object> condition = new TreeMap<>();
    condition.put("type", type);
    condition.put("status", holds ? "True" : "False");
    condition.put("reason", reason);
    condition.put("message", message.substring(0, Math.min(LONGEST, message.length())));
    condition.put("observedGeneration", order.generation());
    condition.put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return condition;
  }

  private boolean write(SourceOrder order, List<Map<String, Object>> conditions) {
    if (!turn.getAsBoolean()) {
      return false;
    }
    Map<String, Object> status =
        Map.of("reconciler", Map.of("namespace", home), "conditions", conditions);
    String object =
        Json.write(
            Tree.object(
                Definitions.GROUP + "/" + Definitions.VERSION,
                "Source",
                Map.of("name", order.name(), "namespace", order.namespace(), "uid", order.uid()),
                Map.of("status", status)));
    try {
      var _ =
          own.genericKubernetesResources(Sources.KIND)
              .inNamespace(order.namespace())
              .resource(
                  own.getKubernetesSerialization()
                      .unmarshal(object, GenericKubernetesResource.class))
              .subresource("status")
              .patch(PATCH);
      return true;
    } catch (KubernetesClientException e) {
      LOG.log(System.Logger.Level.WARNING, "the status of " + order + " cannot be written", e);
      return false;
    }
  }
}
