package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.expression.ExpressionTyper;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.type.Typing;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The door. Safe for several threads. Between two calls it keeps what it read, checked and
/// derived, by content, so that a commit costs what it changes; the answer is that of a new
/// compiler.
public final class Compiler {
  /// What another lock cures.
  private static final Set<Rule> OF_THE_LOCK =
      Set.of(Rule.NOT_PINNED, Rule.LOCK_UNUSED, Rule.MISSING_CUT_OFF, Rule.CUT_OFF_PINNED);

  private final Memory memory = new Memory();
  private final Past past;
  private final LockUse use;

  /// Takes a project with or without a lock, and without a hub.
  public Compiler() {
    this(LockUse.KNOWN);
  }

  /// For projects without a hub.
  public Compiler(LockUse use) {
    this(use, PinnedItems.none());
  }

  /// @param items where the files of pinned items are
  public Compiler(LockUse use, PinnedItems items) {
    this.use = use;
    this.past = Past.in(memory, new Typing(new ExpressionTyper()), items);
  }

  /// What the tree means for an environment, or everything that is wrong with it: for the
  /// environment that is asked for, no other.
  public Checked<Compilation> compile(ProjectTree tree, Name environment) {
    Checked<Compilation> compiled = compiled(tree, environment);
    memory.sweep();
    return compiled;
  }

  private Checked<Compilation> compiled(ProjectTree tree, Name environment) {
    Commit commit = Commit.read(tree, past, use);
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
    Commit commit = Commit.read(tree, past, use);
    List<Diagnostic> findings = commit.checkAll();
    memory.sweep();
    return Checked.of(
        findings, () -> new Validated(commit.project(), commit.size(), commit.environments()));
  }

  /// How the tree's lock stands to what the tree needs, whether or not that is an error here.
  public Checked<LockStanding> lock(ProjectTree tree) {
    return lock(tree, CommitLock.of(tree, LockUse.KNOWN));
  }

  /// The same for another lock than the tree has. A lock that pins more items of hubs may need more
  /// of other things: items have dependencies.
  public Checked<LockStanding> lock(ProjectTree tree, Lock instead) {
    return lock(tree, CommitLock.of(instead));
  }

  private Checked<LockStanding> lock(ProjectTree tree, CommitLock lock) {
    Commit commit = Commit.read(tree, past, lock);
    List<Diagnostic> findings = commit.checkAll();
    memory.sweep();
    return Checked.of(
        findings.stream().filter(it -> !OF_THE_LOCK.contains(it.rule())).toList(),
        commit::standing);
  }

  private Compilation compilation(
      Commit commit, List<Resource> resources, Environment environment) {
    Release release =
        past.releases().of(resources, commit.tree(), commit.lock(), commit.project(), environment);
    SortedMap<Digest, ImageSpec> images = new TreeMap<>();
    release.components().values().stream()
        .map(Component::image)
        .flatMap(Optional::stream)
        .forEach(image -> images.putIfAbsent(image.key(), image));
    return new Compilation(
        release, environment, commit.environments(), commit.origins(resources), images);
  }
}
