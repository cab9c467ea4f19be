package dev.millwright.bench.cluster;

import dev.millwright.bench.Line;
import dev.millwright.bench.Temporary;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The same objects by Flux's kustomize-controller: applied for the first time, looked at again
/// when nothing has changed, and with what one changed file makes of them. Its own flags, and then
/// flags with which nothing of its own holds it back.
///
/// @param program the controller; @param definitions the folder of its custom resources
record Flux(KubernetesClient admin, String program, Path definitions) {
  private static final List<String> GENEROUS =
      List.of("--concurrent-ssa=32", "--kube-api-qps=2000", "--kube-api-burst=4000");

  void measure(Ours ours, Temporary folder) throws IOException, InterruptedException {
    if (program.isEmpty()) {
      System.out.println("kustomize-controller: not measured, since FLUX names no program");
    } else if (FluxDefinitions.areIn(admin)) {
      System.out.println("kustomize-controller: not measured, since the cluster has Flux already");
    } else {
      try (FluxDefinitions _ = FluxDefinitions.create(admin, definitions)) {
        measure("its own flags", List.of(), ours, folder);
        measure("generous flags", GENEROUS, ours, folder);
      }
    }
  }

  private void measure(String name, List<String> flags, Ours ours, Temporary folder)
      throws IOException, InterruptedException {
    String namespace = "bench-flux-" + name.replace(' ', '-');
    Path log = folder.resolve(namespace + ".log");
    try (BenchNamespace _ = BenchNamespace.create(admin, namespace);
        FluxSource source = FluxSource.create(admin, namespace, folder);
        FluxController controller = FluxController.start(program, flags, namespace, log)) {
      source.awaitController();
      new Run(name, ours, source, controller).measure();
    }
  }

  private record Run(String name, Ours ours, FluxSource source, FluxController controller) {
    void measure() throws IOException, InterruptedException {
      int before = controller.requests("");
      long applied = source.publish(ours.first());
      double each = (double) (controller.requests("") - before) / ours.objects();
      Line.of("kustomize-controller, " + name, Rate.of(applied, ours.objects()))
          .aim(Rate.ratio(ours.nanos(), applied))
          .memory(Line.number("%.2f requests an object", each))
          .print();
      nothing();
      long changed = source.publish(ours.second());
      Line.of("- one file → applied", Line.time(changed))
          .aim(Rate.ratio(ours.changeNanos(), changed))
          .resident(controller.resident())
          .print();
    }

    private void nothing() throws IOException, InterruptedException {
      int before = controller.requests("");
      int patches = controller.requests("PATCH");
      long took = source.reconcile();
      Line.of("- looks, nothing has changed", Line.time(took))
          .aim("%d requests".formatted(controller.requests("") - before))
          .memory("%d of them dry runs or status".formatted(controller.requests("PATCH") - patches))
          .print();
    }
  }
}
