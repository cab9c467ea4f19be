package dev.millwright.reconciler.signature;

import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.UnknownRevisionException;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Environment.Follows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/// The door: holds what came since a good commit against the signers that the good commit names.
///
/// A commit never says who may sign it. What it says of signers counts for those after it, once it
/// is the good one itself.
///
/// @param projectPath the project's folder in the repository, `/`-separated, empty at the root
/// @param now when keys have to be valid
public record SignedHistory(
    Repository repository, String projectPath, Name environment, Instant now) {
  /// What speaks against going from one commit to another; nothing when the first one lets
  /// everybody commit.
  ///
  /// @param base the id of the last good commit
  /// @param target the id of the commit that is to follow it
  /// @throws IOException when the repository cannot be read
  public List<Diagnostic> findings(String base, String target) throws IOException {
    List<Diagnostic> findings = new ArrayList<>();
    switch (signers(base)) {
      case Signers.Everybody _ -> {}
      case Signers.Unreadable(var place) -> findings.add(unreadable(place, base));
      case Signers.Only(var signers) -> findings.addAll(since(signers, base, target));
    }
    if (signers(target) instanceof Signers.Only(var signers)) {
      findings.addAll(signers.unusable());
    }
    return findings.stream().sorted().distinct().toList();
  }

  /// What a good commit has the environment follow; absent when commits after it need not be
  /// signed, or it cannot be read.
  public Optional<Follows> followed(String base) {
    return signers(base) instanceof Signers.Only(var signers)
        ? Optional.of(signers.follows())
        : Optional.empty();
  }

  private Signers.Answer signers(String revision) {
    try {
      ProjectTree tree = GitTrees.at(repository, revision, projectPath);
      return Signers.of(tree, environment);
    } catch (UnknownRevisionException gone) {
      return new Signers.Unreadable(Span.startOf("."));
    }
  }

  private List<Diagnostic> since(Signers signers, String base, String target) throws IOException {
    return switch (CommitRange.of(repository, base, target)) {
      case CommitRange.Known known -> judged(signers, known, base);
      case CommitRange.Lacking _ ->
          List.of(
              missing(
                  signers.place(),
                  "git here does not hold every commit since " + brief(base),
                  "git fetch --unshallow"));
      case CommitRange.TooMany _ ->
          List.of(
              missing(
                  signers.place(),
                  "there are more than %d commits since %s"
                      .formatted(CommitRange.MOST, brief(base)),
                  "have the environment follow an older commit first"));
    };
  }

  private List<Diagnostic> judged(Signers signers, CommitRange.Known known, String base)
      throws IOException {
    List<Diagnostic> findings = new ArrayList<>();
    try (Signatures signatures = Signatures.of(signers, now)) {
      SignedCommit.Judge judge = new SignedCommit.Judge(this, signers, signatures, base);
      for (RevCommit commit : known.commits()) {
        findings.addAll(judge.of(commit).findings());
      }
      if (!known.goesOn()) {
        findings.addAll(judge.rewritten(known.commits()));
      }
    }
    return findings;
  }

  private static Diagnostic unreadable(Span place, String base) {
    return missing(
        place,
        "the last good commit " + brief(base) + " does not say who may sign",
        "start the environment anew from a commit that is trusted");
  }

  private static Diagnostic missing(Span place, String message, String hint) {
    return Diagnostic.error(Rule.HISTORY_MISSING, place, message).hint(hint);
  }

  static String brief(String id) {
    return id.substring(0, Math.min(10, id.length()));
  }
}
