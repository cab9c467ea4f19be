package dev.millwright.compiler;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.release.Release;
import java.util.Optional;

/// Shortcuts for projects that must compile.
final class Projects {
  private Projects() {}

  static Compiler compiler() {
    return new Compiler();
  }

  static Compilation compilation(ProjectTree tree, String environment) {
    Checked<Compilation> checked = compiler().compile(tree, Name.of(environment));
    return switch (checked) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation;
      case Checked.Rejected<Compilation>(var findings) ->
          throw new AssertionError(Diagnostics.text(findings, _ -> Optional.empty(), false));
    };
  }

  static Release release(ProjectTree tree, String environment) {
    return compilation(tree, environment).release();
  }
}
