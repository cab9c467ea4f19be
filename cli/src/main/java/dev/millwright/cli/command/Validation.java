package dev.millwright.cli.command;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Neighbours;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.ProjectFolders;
import dev.millwright.compiler.ProjectFolders.Found;
import dev.millwright.compiler.Validated;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is found in a folder: in the one project that it is, or in each of several side by side.
///
/// @param projects with what each came to, in order of folder
/// @param findings of all, at places within the folder
record Validation(List<Judged> projects, List<Diagnostic> findings) {
  Validation {
    projects = List.copyOf(projects);
    findings = List.copyOf(findings);
  }

  /// @param folder within the folder that was looked at; empty for that itself
  /// @param validated absent when the project has mistakes
  record Judged(String folder, String name, int findings, Optional<Validated> validated) {}

  /// @param folder on disk
  /// @param commit absent for the files as they are
  /// @param mayBeSeveral whether the root of a repository stands for the projects in it
  record Source(Path folder, Optional<String> commit, boolean mayBeSeveral) {
    Commit open() throws IOException {
      return open("");
    }

    private Commit open(String below) throws IOException {
      if (commit.isEmpty()) {
        return Commit.workTree(folder.resolve(below));
      }
      ProjectLocation here = ProjectLocation.of(folder);
      String path = here.path().isEmpty() ? below : here.path() + "/" + below;
      return Commit.at(
          new ProjectLocation(here.folder(), here.workTree(), here.gitDir(), path), commit.get());
    }

    private boolean isRepository() {
      try {
        return ProjectLocation.of(folder).path().isEmpty();
      } catch (CommandFailure none) {
        return false;
      }
    }
  }

  static Validation of(Source source, ProjectTree tree, Compiler compiler) throws IOException {
    Checked<Validated> checked = compiler.validate(tree);
    boolean areSeveral =
        checked.findings().stream().anyMatch(it -> it.rule() == Rule.SEVERAL_PROJECTS);
    if (areSeveral && source.mayBeSeveral() && source.isRepository()) {
      List<Found> projects = ProjectFolders.in(tree);
      if (ProjectFolders.areNeighbours(projects)) {
        return each(source, new Neighbours(tree, projects), compiler);
      }
    }
    return new Validation(List.of(judged("", "", checked)), checked.findings());
  }

  private static Validation each(Source source, Neighbours neighbours, Compiler compiler)
      throws IOException {
    List<Judged> judged = new ArrayList<>();
    List<Diagnostic> findings = new ArrayList<>();
    for (Found project : neighbours.projects()) {
      try (Commit files = source.open(project.folder())) {
        Checked<Validated> checked = compiler.validate(files.tree());
        judged.add(judged(project.folder(), project.name().text(), checked));
        findings.addAll(neighbours.of(project, checked.findings()));
      }
    }
    return new Validation(judged, findings.stream().sorted().toList());
  }

  private static Judged judged(String folder, String name, Checked<Validated> checked) {
    return new Judged(
        folder,
        name,
        checked.findings().size(),
        checked instanceof Checked.Ok<Validated>(var validated, var _)
            ? Optional.of(validated)
            : Optional.empty());
  }

  boolean isRejected() {
    return projects.stream().anyMatch(it -> it.validated().isEmpty());
  }
}
