package dev.millwright.reconciler.engine;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.TemporaryRepository;
import java.nio.file.Path;

/// The example project in a repository, and releases of its commits.
final class Example implements AutoCloseable {
  final TemporaryRepository repository = TemporaryRepository.create();
  final Revision first;

  /// Other features, and so another model and graph, and another function image.
  final Revision second;

  /// The second, and more memory for the graph: settings alone.
  final Revision third;

  record Revision(String commit, Release release) {}

  Example() {
    repository.copyTree(Path.of("../example-repo"));
    first = revision();
    repository.replace(
        "features/origin-delays.yaml",
        "-120 AND 1440\n    - derive",
        "-120 AND 1439\n    - derive");
    String source = "functions/train-delay/flights/Scaling.java";
    repository.write(source, repository.read(source) + "\n// second\n");
    second = revision();
    repository.replace("graphs/predict-delay.yaml", "memory: 512Mi", "memory: 640Mi");
    third = revision();
  }

  /// The third, by another way to take traffic.
  ///
  /// @param rollout lines instead of the graph's strategy and steps, a canary of 10 and 50
  Revision taking(String... rollout) {
    repository.replace(
        "graphs/predict-delay.yaml",
        "strategy: canary\n    steps: [10, 50]",
        String.join("\n    ", rollout));
    return revision();
  }

  /// Commits the work tree as it is.
  Revision revision() {
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
