package dev.millwright.reconciler;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.review.Review;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.UnknownRevisionException;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.signature.SignedHistory;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment.Follows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Judges what a commit would do to what is live, before anything is done.
record Reviews(World world, Compiler compiler, Settings settings) {
  /// What speaks against going from what is live to this commit; errors refuse it.
  List<Diagnostic> of(Compilation to) {
    Optional<Release> live =
        world.tracking().pointers().live().flatMap(world.tracking().releases()::find);
    Plan plan = new Planner().plan(live, to.release(), to.origins().moves());
    return new Review(world.conditions()::holds)
        .of(plan, live.map(Release::id).flatMap(this::commit), to).stream()
            .map(Refusal::finding)
            .toList();
  }

  /// What speaks against following a commit at all, by the signatures that the last good one asks
  /// for: looked at before anything that the commit says is.
  List<Diagnostic> ofHistory(String revision) throws IOException {
    Optional<String> good = lastGood();
    return good.isEmpty() ? List.of() : history().findings(good.get(), revision);
  }

  /// What is followed by the word of the last good commit, where commits have to be signed: whoever
  /// can check something else out has no say in it. Absent where everybody has.
  Optional<Follows> followed() throws IOException {
    Optional<String> good = lastGood();
    return good.isEmpty() ? Optional.empty() : history().followed(good.get());
  }

  private SignedHistory history() {
    return new SignedHistory(
        world.mirror(), settings.projectPath(), settings.environment(), world.clock().instant());
  }

  /// The newest commit that means the last good release. One that does not compile any more is
  /// still pinned.
  private Optional<String> lastGood() throws IOException {
    Optional<Digest> release = world.tracking().pointers().lastGood();
    Optional<String> revision =
        release.flatMap(it -> world.tracking().releases().revisionsOf(it).stream().findFirst());
    return release.isEmpty() || revision.isPresent()
        ? revision
        : Mirror.pinned(world.mirror(), "last-good");
  }

  /// The commit that a release was read from; unknown when it does not compile any more, as after
  /// an update of Millwright.
  private Optional<Compilation> commit(Digest release) {
    return world.tracking().releases().revisionsOf(release).stream()
        .findFirst()
        .flatMap(this::compiled);
  }

  private Optional<Compilation> compiled(String revision) {
    try {
      return switch (compiler.compile(
          GitTrees.at(world.mirror(), revision, settings.projectPath()), settings.environment())) {
        case Checked.Ok<Compilation>(var compilation, var _) -> Optional.of(compilation);
        case Checked.Rejected<Compilation> _ -> Optional.empty();
      };
    } catch (UnknownRevisionException gone) {
      return Optional.empty();
    }
  }
}
