package dev.millwright.bench.cluster;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// A repository of serving graphs, one a file, that need no data.
final class GraphProject {
  private final Git git;
  private final Compiler compiler = new Compiler();

  GraphProject(Git git) {
    this.git = git;
  }

  /// Writes and commits so many graphs.
  void write(int graphs) throws IOException, GitAPIException {
    file("project.yaml", head("Project", "many") + "spec: {}\n");
    file(
        "local.yaml",
        head("Environment", "local") + "spec: {platform: local, follows: {head: true}}\n");
    for (int n = 0; n < graphs; n++) {
      graph(n, 0.5);
    }
    commit();
  }

  /// Commits a change of one graph.
  void change(int number, double answer) throws IOException, GitAPIException {
    graph(number, answer);
    commit();
  }

  Release release() throws IOException {
    return switch (compiler.compile(
        GitTrees.at(git.getRepository(), "HEAD", ""), Name.of("local"))) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
      case Checked.Rejected<Compilation>(var findings) ->
          throw new IllegalStateException(findings.toString());
    };
  }

  static List<Component> graphs(Release release) {
    return release.components().values().stream()
        .filter(it -> it.address().kind() == Kind.SERVING_GRAPH)
        .toList();
  }

  private void graph(int number, double answer) throws IOException {
    file(
        "graphs/%05d.yaml".formatted(number),
        head("ServingGraph", "graph-" + number)
            + """
            spec:
              request: [{name: key, type: string}]
              response: [{name: answer, type: float64}]
              steps:
                - {name: answer, respond: {answer: %s}}
            """
                .formatted(answer));
  }

  private static String head(String kind, String name) {
    return "apiVersion: millwright.dev/v1\nkind: %s\nmetadata: {name: %s, description: one of many}\n"
        .formatted(kind, name);
  }

  private void file(String path, String text) throws IOException {
    Path file = git.getRepository().getWorkTree().toPath().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit() throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.commit().setMessage("a change").setSign(false).setAuthor("bench", "bench@localhost").call();
  }
}
