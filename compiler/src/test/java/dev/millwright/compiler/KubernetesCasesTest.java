package dev.millwright.compiler;

import dev.millwright.compiler.kubernetes.Manifests;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A folder a case: a project, what is known, and the objects that a cluster is given.
/// `.ci/kubernetes` has a real API server judge the same files.
final class KubernetesCasesTest {
  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Cases.here().below("kubernetes").each(this::check);
  }

  private void check(Path folder) throws Exception {
    Path work = Files.createTempDirectory(temporary, "case");
    Manifests manifests = Manifests.of(KubernetesCase.of(folder).order(work));
    SteadyDigests digests = new SteadyDigests();
    Golden.of(folder.resolve("expected.yaml")).check(digests.in(manifests.yaml()));
    String waiting = String.join("\n", manifests.waiting());
    Golden.of(folder.resolve("waiting.txt"))
        .check(digests.in(waiting.isEmpty() ? "" : waiting + "\n"));
  }
}
