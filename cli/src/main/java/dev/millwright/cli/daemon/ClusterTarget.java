package dev.millwright.cli.daemon;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.Turns;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.tracking.Tallies;
import dev.millwright.tracking.Tracking;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.Repository;

/// Where objects go, by the word of the newest commit that compiled.
final class ClusterTarget implements Supplier<Target> {
  private final Tracking tracking;
  private final Repository mirror;
  private final String path;
  private final Name environment;
  private final String namespace;
  private final UnaryOperator<Target> installed;
  private final Compiler compiler;
  private final Turns turns;
  private String revision = "";
  private Optional<Target> target = Optional.empty();

  /// @param namespace the one that is looked after
  /// @param installed what the installation makes of what the environment says
  ClusterTarget(
      Tracking tracking,
      Repository mirror,
      String path,
      Name environment,
      String namespace,
      UnaryOperator<Target> installed,
      Compiler compiler,
      Turns turns) {
    this.tracking = tracking;
    this.mirror = mirror;
    this.path = path;
    this.environment = environment;
    this.namespace = namespace;
    this.installed = installed;
    this.compiler = compiler;
    this.turns = turns;
  }

  /// @throws IllegalStateException when the commit puts the environment elsewhere, or on no cluster
  @Override
  public synchronized Target get() {
    String newest = newest();
    if (target.isEmpty() || !newest.equals(revision)) {
      target = Optional.of(compiled(newest));
      revision = newest;
    }
    return target.get();
  }

  private String newest() {
    return tracking
        .tallies()
        .wanted()
        .map(Tallies.Wanted::revision)
        .orElseThrow(() -> new IllegalStateException("no commit has compiled yet"));
  }

  private Target compiled(String newest) {
    return switch (turns.take(
        () -> compiler.compile(GitTrees.at(mirror, newest, path), environment))) {
      case Checked.Ok<Compilation>(var compilation, var _) ->
          Target.of(compilation.environment())
              .filter(it -> it.namespace().equals(namespace))
              .map(installed)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the environment %s is not in the namespace %s at %s"
                              .formatted(environment, namespace, newest)));
      case Checked.Rejected<Compilation> _ ->
          throw new IllegalStateException(newest + " does not compile any more");
    };
  }
}
