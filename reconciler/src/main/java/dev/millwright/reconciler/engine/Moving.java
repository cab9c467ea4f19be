package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.rollout.Move;
import dev.millwright.reconciler.rollout.Side;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What each move does. Which moves there are and in which order is not said here.
final class Moving {
  private final World world;
  private final Progress progress;
  private final GraphSteps graphs;
  private final Shifting shifting;
  private final PodNumbers pods;
  private final Shadowing shadowing;
  private final StepWork work;
  private final JobRunner jobs;

  Moving(World world, Progress progress, Pauses pauses) {
    this.world = world;
    this.progress = progress;
    this.graphs = new GraphSteps(world);
    this.pods = new PodNumbers(world, progress, graphs);
    this.shifting = new Shifting(world, graphs, pauses);
    this.shadowing = new Shadowing(world, pauses);
    this.work = new StepWork(world, progress, pods);
    this.jobs = new JobRunner(world);
  }

  /// @throws LostLeadership before the move, when another leader has taken office
  void make(Move move) throws StepFailure, InterruptedException {
    progress.mustLead();
    switch (move) {
      case Move.Keep(var event) -> progress.keep(event);
      case Move.Work(var step) -> work.carryOut(step);
      case Move.Run(var side) -> pods.run(side);
      case Move.Route route -> route(route);
      case Move.Hold(var percent) -> hold(percent);
      case Move.Watch() -> shadowing.watch(progress.of(Side.BASE), progress.target());
      case Move.EndRuns() -> endRuns();
      case Move.Drain(var side) -> shifting.drain(progress.of(side));
      case Move.Bind(var side) -> graphs.bind(List.of(progress.of(side)));
      case Move.Stop(var but) -> graphs.retain(but.map(progress::of).stream().toList());
    }
  }

  private void route(Move.Route route) throws StepFailure, InterruptedException {
    if (route.known().isEmpty()) {
      graphs.withdraw(progress.target(), progress.revisionOf(Side.TARGET));
      return;
    }
    pods.before(route);
    SortedMap<Digest, Integer> shares = new TreeMap<>();
    route.known().stream()
        .filter(side -> percent(route, side) > 0)
        .forEach(side -> shares.put(progress.of(side).id(), percent(route, side)));
    graphs.route(
        shares,
        route.known().stream().map(progress::of).toList(),
        route.copied()
            ? Optional.of(Shadowing.copies(progress.of(Side.BASE), progress.target()))
            : Optional.empty(),
        progress.revisionOf(route.known().getLast()));
    pods.after(route);
  }

  private static int percent(Move.Route route, Side side) {
    return side == Side.BASE ? route.base() : route.target();
  }

  private void hold(int percent) throws StepFailure, InterruptedException {
    if (percent < 100) {
      shifting.hold(progress.base(), progress.target());
    } else {
      shifting.prove(progress.base(), progress.target());
    }
  }

  private void endRuns() {
    List<RunRecord> own =
        world.tracking().runs().unfinished().stream()
            .filter(run -> run.rollout().filter(progress.now().id()::equals).isPresent())
            .toList();
    Optional<String> cause = progress.now().cause();
    own.forEach(run -> jobs.cancel(run, cause.orElse("no cause was recorded")));
  }
}
