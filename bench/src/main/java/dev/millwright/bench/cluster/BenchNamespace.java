package dev.millwright.bench.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A namespace where no pod is let in: what objects cost is measured, not what they start. It goes
/// with all that is in it when it is closed.
record BenchNamespace(KubernetesClient admin, String name) implements AutoCloseable {
  static BenchNamespace create(KubernetesClient admin, String name) {
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    admin
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace(name)
                .withName("no-pods")
                .endMetadata()
                .withNewSpec()
                .withHard(Map.of("pods", new Quantity("0")))
                .endSpec()
                .build())
        .create();
    return new BenchNamespace(admin, name);
  }

  @Override
  public void close() {
    admin.namespaces().withName(name).delete();
    admin.namespaces().withName(name).waitUntilCondition(Objects::isNull, 15, TimeUnit.MINUTES);
  }
}
