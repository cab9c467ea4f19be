package dev.millwright.bench.cluster;

import dev.millwright.bench.Line;
import dev.millwright.bench.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The same objects by kubectl.
record Kubectl(Temporary folder) {
  void measure(Ours ours, BenchNamespace namespace) throws IOException, InterruptedException {
    Path file = folder.resolve("objects.yaml");
    Files.writeString(file, ours.first().in(namespace.name()));
    long began = System.nanoTime();
    apply(file);
    long took = System.nanoTime() - began;
    Line.of("kubectl apply --server-side", Rate.of(took, ours.objects()))
        .aim(Rate.ratio(ours.nanos(), took))
        .print();
  }

  private void apply(Path file) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(
                "kubectl", "apply", "--server-side", "--field-manager=peer", "-f", file.toString())
            .redirectOutput(folder.resolve("kubectl.out").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("kubectl ended with " + status);
    }
  }
}
