package dev.millwright.reconciler.workflow;

import dev.millwright.compiler.edit.CutOffEdit;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.propose.CommitProposal;
import dev.millwright.spec.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Commits on branches of their own in the user's repository, each moving one model's `asOf`. A
/// branch that is there is somebody's and stays as it is.
///
/// @param original the user's git directory
record Proposals(World world, Path original) {
  /// Where a proposal stands.
  record Proposed(String branch, String commit) {}

  /// Proposes a model's new cut-off on top of a commit, once for each run.
  ///
  /// @param run noted in the message
  /// @throws StepFailure when the file has no cut-off to move or git refuses
  Proposed propose(String run, Name workflow, Name model, Instant asOf, String base, String message)
      throws StepFailure {
    CutOffEdit edit =
        CutOffEdit.of(GitTrees.at(world.mirror(), base, world.projectPath()), model, asOf)
            .orElseThrow(() -> new StepFailure(model + " has no `asOf` that could be moved"));
    try (Repository repository = new FileRepositoryBuilder().setGitDir(original.toFile()).build()) {
      ObjectId onto = ObjectId.fromString(base);
      if (!repository.getObjectDatabase().has(onto)) {
        throw new StepFailure("the repository has no commit " + base + " any more");
      }
      String wanted =
          CommitProposal.PREFIX + workflow + "-" + asOf.atOffset(ZoneOffset.UTC).toLocalDate();
      Optional<Proposed> before = before(repository, wanted, run);
      if (before.isPresent()) {
        return before.get();
      }
      String branch = free(repository, wanted);
      ObjectId commit =
          new CommitProposal(branch, onto, path(edit), edit.text(), message)
              .write(repository, author());
      return new Proposed(branch, commit.name());
    } catch (IOException e) {
      throw new StepFailure("the proposal could not be written: " + e.getMessage(), e);
    }
  }

  /// What this very run has proposed already, before the process died.
  private static Optional<Proposed> before(Repository repository, String wanted, String run)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS + wanted)) {
        ObjectId tip = ref.getObjectId();
        if (tip != null && isOf(run, walk.parseCommit(tip).getFullMessage())) {
          String branch = ref.getName().substring(Constants.R_HEADS.length());
          return Optional.of(new Proposed(branch, tip.name()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String run, String message) {
    return message.lines().anyMatch(Evidence.trailer(run)::equals);
  }

  private static String free(Repository repository, String wanted) throws IOException {
    String branch = wanted;
    for (int next = 2; repository.exactRef(Constants.R_HEADS + branch) != null; next++) {
      branch = wanted + "-" + next;
    }
    return branch;
  }

  private String path(CutOffEdit edit) {
    return world.projectPath().isEmpty() ? edit.path() : world.projectPath() + "/" + edit.path();
  }

  private PersonIdent author() {
    return new PersonIdent(
        "Millwright", "millwright@localhost", world.clock().instant(), ZoneOffset.UTC);
  }
}
