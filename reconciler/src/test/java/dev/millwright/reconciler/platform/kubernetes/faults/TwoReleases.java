package dev.millwright.reconciler.platform.kubernetes.faults;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.TemporaryRepository;
import java.nio.file.Path;

/// The example project with more graphs. From one release to the other a graph changes with what it
/// reads, one stays and one goes.
final class TwoReleases implements AutoCloseable {
  final TemporaryRepository repository = TemporaryRepository.create();
  final Revision first;
  final Revision second;

  record Revision(String commit, Release release) {}

  TwoReleases() {
    repository.copyTree(Path.of("../example-repo"));
    repository.replace("graphs/predict-delay.yaml", "steps: [10, 50]", "steps: [50]");
    graph("stays");
    graph("goes");
    first = revision();
    repository.replace(
        "features/origin-delays.yaml",
        "-120 AND 1440\n    - derive",
        "-120 AND 1439\n    - derive");
    String source = "functions/train-delay/flights/Scaling.java";
    repository.write(source, repository.read(source) + "\n// second\n");
    repository.delete("graphs/goes.yaml");
    second = revision();
  }

  private void graph(String name) {
    repository.write(
        "graphs/" + name + ".yaml",
        """
        apiVersion: millwright.dev/v1
        kind: ServingGraph
        metadata: {name: %s}
        spec:
          request: [{name: origin, type: string}]
          response: [{name: likely, type: float64}]
          steps:
            - {name: answer, respond: {likely: 0.2}}
        """
            .formatted(name));
  }

  private Revision revision() {
    String commit = repository.commit("next");
    Checked<Compilation> compiled =
        new Compiler()
            .compile(GitTrees.at(repository.git().getRepository(), commit, ""), Name.of("local"));
    return switch (compiled) {
      case Checked.Ok<Compilation>(var compilation, var _) ->
          new Revision(commit, compilation.release());
      case Checked.Rejected<Compilation>(var findings) ->
          throw new AssertionError(findings.toString());
    };
  }

  @Override
  public void close() {
    repository.close();
  }
}
