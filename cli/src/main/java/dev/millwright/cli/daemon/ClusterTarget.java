package dev.millwright.cli.daemon;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.tracking.Tallies;
import dev.millwright.tracking.Tracking;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Repository;

/// Where objects go, by the word of the newest commit that compiled.
final class ClusterTarget implements Supplier<Target> {
  private final Tracking tracking;
  private final Repository mirror;
  private final String path;
  private final Name environment;
  private final String namespace;
  private final Installed installed;
  private final Compiler compiler;
  private String revision = "";
  private Optional<Target> target = Optional.empty();

  /// @param namespace the one that this process looks after
  ClusterTarget(
      Tracking tracking,
      Repository mirror,
      String path,
      Name environment,
      String namespace,
      Installed installed,
      Compiler compiler) {
    this.tracking = tracking;
    this.mirror = mirror;
    this.path = path;
    this.environment = environment;
    this.namespace = namespace;
    this.installed = installed;
    this.compiler = compiler;
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
    return switch (compiler.compile(GitTrees.at(mirror, newest, path), environment)) {
      case Checked.Ok<Compilation>(var compilation, var _) ->
          Target.of(compilation.environment())
              .filter(it -> it.namespace().equals(namespace))
              .map(installed::in)
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
