package dev.millwright.reconciler.signature;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Environment.Signer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.jgit.revwalk.RevCommit;

/// One commit, held against the signers.
record SignedCommit(RevCommit commit, Signature signature, ChangedPaths changed, Signers signers) {
  /// Trailers that are heard by whoever judges a plan.
  private static final String APPROVED_BY = "Approved-by";

  /// The trailer by which history is replaced: it names the good commit that is given up.
  static final String REPLACES = "Replaces";

  private static final int SHOWN = 60;

  /// Looks at commits for one history.
  record Judge(SignedHistory history, Signers signers, Signatures signatures, String base) {
    SignedCommit of(RevCommit commit) throws IOException {
      return new SignedCommit(
          commit,
          signatures.of(history.repository(), commit),
          ChangedPaths.of(history.repository(), commit, history.projectPath()),
          signers);
    }

    /// What speaks against a history that the last good commit is no part of.
    ///
    /// @param commits since the two parted, the newest last
    List<Diagnostic> rewritten(List<RevCommit> commits) throws IOException {
      if (!commits.isEmpty() && of(commits.getLast()).replaces(base)) {
        return List.of();
      }
      return List.of(
          Diagnostic.error(
                  Rule.HISTORY_REWRITTEN,
                  signers.place(),
                  "the last good commit %s is not behind what is followed now"
                      .formatted(SignedHistory.brief(base)))
              .hint(
                  "revert instead; or sign a commit on top with the trailer `%s: %s`, as one of"
                          .formatted(REPLACES, base)
                      + " those who may change everything"));
    }
  }

  List<Diagnostic> findings() {
    if (saysNothing()) {
      return List.of();
    }
    return switch (signature) {
      case Signature.Missing _ -> List.of(unsigned());
      case Signature.Refused(var why) ->
          List.of(finding(Rule.SIGNATURE_REFUSED, place(changed.all()), this + " " + why));
      case Signature.By(var signer) ->
          changed.own().stream()
              .filter(path -> !signer.mayChange(path))
              .findFirst()
              .map(path -> List.of(beyond(signer, path)))
              .orElse(List.of());
    };
  }

  /// Whether the project is the same with it and without it; so a commit of a neighbour's needs
  /// nobody's signature.
  private boolean saysNothing() {
    return changed.all().isEmpty() && commit.getFooterLines(APPROVED_BY).isEmpty();
  }

  private boolean replaces(String base) {
    return signature instanceof Signature.By(var signer)
        && signer.isUnbounded()
        && commit.getFooterLines(REPLACES).contains(base);
  }

  private Diagnostic unsigned() {
    return finding(Rule.COMMIT_UNSIGNED, place(changed.all()), this + " is not signed")
        .hint("sign it and those after it anew: git rebase --gpg-sign %s~".formatted(brief()));
  }

  private Diagnostic beyond(Signer signer, String path) {
    String paths = String.join(", ", signer.paths());
    String message =
        "%s changes `%s`, and `%s` may change %s only".formatted(this, path, signer.name(), paths);
    return finding(Rule.SIGNER_PATHS, Span.startOf(path), message);
  }

  private Diagnostic finding(Rule rule, Span place, String message) {
    return Diagnostic.error(rule, place, message).related(signers.place(), "signers named here");
  }

  /// The first file that the commit changes; where signers are named when it changes none.
  private Span place(SortedSet<String> paths) {
    return Optional.of(paths)
        .filter(it -> !it.isEmpty())
        .map(SortedSet::first)
        .map(Span::startOf)
        .orElse(signers.place());
  }

  private String brief() {
    return SignedHistory.brief(commit.name());
  }

  /// For a sentence: which commit, and what its author calls it.
  @Override
  public String toString() {
    String subject = commit.getShortMessage();
    String shown = subject.length() > SHOWN ? subject.substring(0, SHOWN) + "…" : subject;
    return "the commit " + brief() + " (" + shown + ")";
  }
}
