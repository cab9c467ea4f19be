package dev.millwright.cli.command;

import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.reconciler.signature.SignedHistory;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/// Whether commits are signed as an environment asks, in the repository as it is here.
record CommitSignatures(ProjectLocation project, Name environment) {
  /// What speaks against following one commit after another.
  List<Diagnostic> findings(String base, String target) throws IOException {
    try (Repository repository = project.open()) {
      return new SignedHistory(repository, project.path(), environment, Instant.now())
          .findings(id(base), id(target));
    }
  }

  /// The same where the first one is known.
  List<Diagnostic> findings(Optional<String> base, Optional<String> target) throws IOException {
    return base.isPresent() && target.isPresent() ? findings(base.get(), target.get()) : List.of();
  }

  private String id(String revision) throws IOException {
    try (Commit commit = Commit.at(project, revision)) {
      return commit.tree().revision().orElseThrow();
    }
  }
}
