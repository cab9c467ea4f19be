package dev.millwright.bench.cluster;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Flux's definitions of custom resources, in a cluster that had none of them; they go with all
/// objects of theirs when they are closed.
record FluxDefinitions(KubernetesClient admin, List<String> names) implements AutoCloseable {
  /// Whether a cluster has some: then a Flux of its own may run there, which is left alone.
  static boolean areIn(KubernetesClient admin) {
    return admin.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .anyMatch(it -> it.getSpec().getGroup().endsWith(".toolkit.fluxcd.io"));
  }

  /// @param folder of files, a definition each
  static FluxDefinitions create(KubernetesClient admin, Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        try (InputStream yaml = Files.newInputStream(file)) {
          CustomResourceDefinition definition =
              admin.apiextensions().v1().customResourceDefinitions().load(yaml).create();
          names.add(definition.getMetadata().getName());
        }
      }
    }
    FluxDefinitions definitions = new FluxDefinitions(admin, names);
    names.forEach(definitions::await);
    return definitions;
  }

  private void await(String name) {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .waitUntilCondition(FluxDefinitions::isServed, 1, TimeUnit.MINUTES);
  }

  private static boolean isServed(CustomResourceDefinition definition) {
    return definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  @Override
  public void close() {
    names.forEach(
        it -> admin.apiextensions().v1().customResourceDefinitions().withName(it).delete());
  }
}
