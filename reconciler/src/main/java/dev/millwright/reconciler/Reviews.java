package dev.millwright.reconciler;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.review.Review;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.UnknownRevisionException;
import dev.millwright.reconciler.engine.World;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.plan.Refusal;
import dev.millwright.spec.release.Release;
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
