package dev.millwright.reconciler;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Environment.Follows;
import dev.millwright.spec.resource.Environment.Head;
import dev.millwright.spec.resource.Environment.Suspend;
import dev.millwright.spec.resource.Environment.Tag;
import dev.millwright.tracking.RevisionRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns the followed commit into the release that should run, once for each commit.
final class Revisions {
  private static final System.Logger LOG = System.getLogger(Revisions.class.getName());

  private final World world;
  private final Mirror mirror;
  private final Settings settings;
  private final Compiler compiler;
  private final Reviews reviews;
  private Optional<Follows> follows = Optional.empty();
  private Optional<String> seen = Optional.empty();
  private volatile Optional<Wanted> wanted = Optional.empty();
  private Optional<Follows> awaited = Optional.empty();
  private Optional<String> suspended = Optional.empty();

  Revisions(World world, Mirror mirror, Settings settings) {
    this.world = world;
    this.mirror = mirror;
    this.settings = settings;
    this.compiler = new Compiler(LockUse.KNOWN, settings.items());
    this.reviews = new Reviews(world, compiler, settings);
  }

  /// @param revision the newest commit that means the release
  /// @param suspend why no rollout starts, if that commit says so
  record Wanted(String revision, Release release, Optional<Suspend> suspend) {}

  /// What a rollout may start for now: what is wanted, and nothing while its commit suspends
  /// rollouts. That something waits is told once for each commit.
  synchronized Optional<Wanted> due() {
    Optional<Wanted> now = wanted();
    Optional<Suspend> suspend = suspension();
    if (now.isPresent() && suspend.isPresent()) {
      tellSuspended(now.get(), suspend.get());
    }
    return suspend.isPresent() ? Optional.empty() : now;
  }

  /// Why no rollout starts now, by hand or by what was wanted last. Does not look at git.
  Optional<Suspend> suspension() {
    return byHand()
        .now()
        .or(new HeldBySource(world.tracking(), world.clock())::now)
        .or(() -> wanted.flatMap(Wanted::suspend))
        .filter(it -> it.holdsAt(world.clock().instant()));
  }

  HeldByHand byHand() {
    return new HeldByHand(world.tracking(), world.clock());
  }

  private void tellSuspended(Wanted waiting, Suspend suspend) {
    boolean waits =
        world.tracking().pointers().live().filter(waiting.release().id()::equals).isEmpty();
    if (waits && !suspended.equals(Optional.of(waiting.revision()))) {
      suspended = Optional.of(waiting.revision());
      tell(
          "suspended",
          waiting.revision(),
          "rollouts are %s; release %s waits"
              .formatted(suspend.sentence(), waiting.release().id().brief()));
    }
  }

  /// What should run now: what the newest commit that compiles means. Looks at git each time,
  /// compiles only what is new.
  synchronized Optional<Wanted> wanted() {
    try {
      if (awaited.isPresent() && mirror.followed(awaited.get()).isPresent()) {
        follows = awaited;
        forget();
      }
      Optional<String> now = mirror.followed(follows());
      if (now.isPresent() && !now.equals(seen)) {
        look(now.get());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "git could not be looked at; what runs stays", e);
    }
    return wanted;
  }

  private Follows follows() throws IOException {
    if (follows.isEmpty()) {
      follows = reviews.followed().or(() -> Optional.of(new Head()));
    }
    return follows.get();
  }

  /// Looks at the followed commit again, as if it were new.
  synchronized void forget() {
    seen = Optional.empty();
  }

  Optional<Digest> wantedOtherThan(Digest target) {
    return wanted()
        .filter(_ -> suspension().isEmpty())
        .map(Wanted::release)
        .map(Release::id)
        .filter(id -> !id.equals(target))
        .filter(id -> world.tracking().quarantine().find(id).isEmpty());
  }

  /// A commit may say that something else is followed: then what that leads to counts, and not the
  /// commit that says so. After a restart the checked out branch is no more than such a signpost.
  private void look(String revision) throws IOException {
    awaited = Optional.empty();
    Optional<Compilation> compiled = compiled(revision);
    String counts = revision;
    if (compiled.isPresent()) {
      Follows says = compiled.get().environment().follows();
      if (says instanceof Tag tag && mirror.followed(says).isEmpty()) {
        untagged(revision, tag);
        return;
      }
      counts = says.equals(follows()) ? revision : mirror.followed(says).orElse(revision);
      compiled = counts.equals(revision) ? compiled : compiled(counts);
      follows = Optional.of(says);
    }
    if (compiled.isPresent()) {
      wanted =
          Optional.of(
              new Wanted(counts, compiled.get().release(), compiled.get().environment().suspend()));
    }
    seen = Optional.of(counts);
  }

  /// Tags are followed before there is one: nothing runs until then, and what said so is followed
  /// on, since a commit may say something else.
  private void untagged(String revision, Tag tag) {
    awaited = Optional.of(tag);
    seen = Optional.of(revision);
    tell("revision", revision, "no tag fits `" + tag.pattern() + "` yet; what is live stays");
  }

  /// What a commit means, on record; nothing when it is refused.
  private Optional<Compilation> compiled(String revision) throws IOException {
    mirror.fetch(revision);
    mirror.pin("attempted", revision);
    return switch (checked(revision)) {
      case Checked.Ok<Compilation>(var compilation, var warnings) -> {
        world.tracking().releases().keep(compilation.release(), world.clock().instant());
        note(revision, Optional.of(compilation.release().id()), warnings);
        yield Optional.of(compilation);
      }
      case Checked.Rejected<Compilation>(var diagnostics) -> {
        note(revision, Optional.empty(), diagnostics);
        tell(
            "revision",
            revision,
            "refused: %s (%d findings); what is live stays"
                .formatted(first(diagnostics), diagnostics.size()));
        yield Optional.empty();
      }
    };
  }

  /// What a commit means, looked at only when its history is one that is followed.
  private Checked<Compilation> checked(String revision) throws IOException {
    List<Diagnostic> unverified = reviews.ofHistory(revision);
    return unverified.isEmpty()
        ? reviewed(
            settings
                .turns()
                .take(
                    () ->
                        compiler.compile(
                            GitTrees.at(mirror.repository(), revision, settings.projectPath()),
                            settings.environment())))
        : new Checked.Rejected<>(unverified);
  }

  private static String first(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(it -> it.severity() == Severity.ERROR)
        .map(it -> it.span().file() + ":" + it.span().line() + ": " + it.message())
        .findFirst()
        .orElse("");
  }

  private Checked<Compilation> reviewed(Checked<Compilation> compiled) {
    return switch (compiled) {
      case Checked.Rejected<Compilation> rejected -> rejected;
      case Checked.Ok<Compilation>(var compilation, var warnings) -> {
        List<Diagnostic> findings = new ArrayList<>();
        warnings.forEach(it -> findings.add(refused(it)));
        findings.addAll(reviews.of(compilation));
        yield Checked.of(findings.stream().sorted().toList(), () -> compilation);
      }
    };
  }

  /// What nothing executes yet would have the release do something else than it says: no warning to
  /// whom it would run for.
  private static Diagnostic refused(Diagnostic warning) {
    return warning.rule() == Rule.NOT_TAKEN
        ? new Diagnostic(
            warning.rule(),
            Severity.ERROR,
            warning.span(),
            warning.message(),
            warning.hint(),
            warning.related())
        : warning;
  }

  private void note(String revision, Optional<Digest> release, List<Diagnostic> diagnostics) {
    world
        .tracking()
        .releases()
        .note(new RevisionRecord(revision, world.clock().instant(), release, diagnostics));
  }

  private void tell(String kind, String revision, String sentence) {
    world.tracking().story().tell(world.clock().instant(), kind, Optional.of(revision), sentence);
  }
}
