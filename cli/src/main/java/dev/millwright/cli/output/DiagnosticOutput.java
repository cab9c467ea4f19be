package dev.millwright.cli.output;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Prints what the compiler found, with an excerpt of the file at each place.
public record DiagnosticOutput(Console console, Output output) {
  /// Findings are the data: to standard output in JSON, to standard error in text.
  public void print(ProjectTree tree, List<Diagnostic> findings) {
    switch (output) {
      case json -> console.data(Diagnostics.json(findings));
      case text -> say(tree, findings);
    }
  }

  /// Findings are a message beside other data.
  public void say(ProjectTree tree, List<Diagnostic> findings) {
    if (!findings.isEmpty()) {
      console.err().print(Diagnostics.text(findings, file -> text(tree, file), console.colour()));
      console.err().flush();
    }
  }

  private static Optional<String> text(ProjectTree tree, String file) {
    return tree.paths().contains(file) && tree.size(file) <= ProjectTree.LARGEST_TEXT
        ? Optional.of(new String(tree.read(file), StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
