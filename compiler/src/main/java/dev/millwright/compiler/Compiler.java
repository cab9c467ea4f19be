package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.release.Releases;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.type.Typing;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The door. Safe for several threads; between two calls it keeps nothing but expressions that it
/// has typed.
public final class Compiler {
  private final Typing typing = new Typing(new ExpressionTyper());
  private final LockUse use;

  /// Takes a project with or without a lock.
  public Compiler() {
    this(LockUse.KNOWN);
  }

  public Compiler(LockUse use) {
    this.use = use;
  }

  /// What the tree means for an environment, or everything that is wrong with it: for the
  /// environment that is asked for, no other.
  public Checked<Compilation> compile(ProjectTree tree, Name environment) {
    Commit commit = Commit.read(tree, typing, use);
    Optional<Declared<Environment>> target = commit.environment(environment);
    if (target.isEmpty()) {
      return new Checked.Rejected<>(commit.withoutEnvironment(environment));
    }
    CheckedResources checked = commit.check(target);
    return Checked.of(
        checked.findings(),
        () -> compilation(commit, checked.resources(), target.get().resource()));
  }

  /// Checks the tree for every environment that it declares.
  public Checked<Validated> validate(ProjectTree tree) {
    Commit commit = Commit.read(tree, typing, use);
    List<Diagnostic> findings = commit.checkAll();
    return Checked.of(
        findings, () -> new Validated(commit.project(), commit.size(), commit.environments()));
  }

  /// How the tree's lock stands to what the tree needs, whether or not that is an error here.
  public Checked<LockStanding> lock(ProjectTree tree) {
    Commit commit = Commit.read(tree, typing, LockUse.KNOWN);
    return Checked.of(
        commit.checkAll().stream()
            .filter(it -> it.rule() != Rule.NOT_PINNED && it.rule() != Rule.LOCK_UNUSED)
            .toList(),
        () -> new LockStanding(commit.lock().lock(), commit.needs()));
  }

  private static Compilation compilation(
      Commit commit, SortedMap<Address, Resource> resources, Environment environment) {
    Release release =
        Releases.of(resources, commit.tree(), commit.lock(), commit.project(), environment);
    SortedMap<Digest, ImageSpec> images = new TreeMap<>();
    release.components().values().stream()
        .map(Component::image)
        .flatMap(Optional::stream)
        .forEach(image -> images.putIfAbsent(image.key(), image));
    return new Compilation(
        release, environment, commit.environments(), commit.origins(resources), images);
  }
}
