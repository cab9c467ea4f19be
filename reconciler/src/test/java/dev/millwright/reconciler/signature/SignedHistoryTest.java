package dev.millwright.reconciler.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Histories that real git, gpg and ssh-keygen made.
final class SignedHistoryTest {
  @RegisterExtension final SignedRepository repository = new SignedRepository();

  @BeforeEach
  void tools() {
    SignedRepository.needs("git", "gpg", "gpgconf", "ssh-keygen");
  }

  private String goodWithOps(String... more) {
    repository.sshKey("ops");
    return repository.signers(more.length == 0 ? new String[] {"ops"} : more).unsigned("good");
  }

  private static void refused(List<Diagnostic> findings, Rule rule, String... words) {
    assertThat(findings)
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo(rule))
        .satisfies(it -> assertThat(List.of(words)).allMatch(it.message()::contains));
  }

  @Test
  void commits_that_signers_signed_are_taken_whichever_kind_of_key() {
    repository.gpgKey("ops", "never");
    repository.sshKey("data");
    String good = repository.signers("ops", "data").unsigned("good");
    repository.write("features/a.yaml", "a: 1").bySsh("data", "by SSH");
    String last = repository.write("graphs/b.yaml", "b: 1").byGpg("ops", "by GnuPG");
    assertThat(repository.findings(good, last)).isEmpty();
  }

  @Test
  void an_unsigned_commit_under_a_signed_one_is_refused_by_name() {
    String good = goodWithOps();
    String slipped = repository.write("graphs/a.yaml", "a: 1").unsigned("slipped in");
    String last = repository.write("graphs/b.yaml", "b: 1").bySsh("ops", "fine");
    refused(
        repository.findings(good, last),
        Rule.COMMIT_UNSIGNED,
        slipped.substring(0, 10),
        "slipped in");
    assertThat(repository.findings(good, last).getFirst().span().file()).isEqualTo("graphs/a.yaml");
  }

  @Test
  void a_commit_that_a_stranger_signed_is_refused() {
    String good = goodWithOps();
    repository.sshKey("stranger");
    repository.gpgKey("foreigner", "never");
    repository.git(List.of("clean", "-qfd", "keys"));
    String bySsh = repository.write("a.yaml", "a: 1").bySsh("stranger", "mine");
    refused(repository.findings(good, bySsh), Rule.SIGNATURE_REFUSED, "which is no signer's");
    repository.git(List.of("reset", "--quiet", "--hard", good));
    String byGpg = repository.write("a.yaml", "a: 1").byGpg("foreigner", "mine too");
    refused(repository.findings(good, byGpg), Rule.SIGNATURE_REFUSED, "which is no signer's");
  }

  @Test
  void a_commit_cannot_name_its_own_signer_and_names_that_of_the_next() {
    String good = goodWithOps();
    repository.sshKey("next");
    String named = repository.signers("ops", "next").bySsh("next", "let me in");
    refused(repository.findings(good, named), Rule.SIGNATURE_REFUSED, "let me in");
    repository.git(List.of("reset", "--quiet", "--hard", good));
    String invited = repository.signers("ops", "next").bySsh("ops", "let them in");
    assertThat(repository.findings(good, invited)).isEmpty();
    String first = repository.write("a.yaml", "a: 1").bySsh("next", "thanks");
    refused(repository.findings(good, first), Rule.SIGNATURE_REFUSED, "thanks");
    assertThat(repository.findings(invited, first)).isEmpty();
  }

  @Test
  void a_commit_that_drops_the_signers_has_to_be_signed_itself() {
    String good = goodWithOps();
    String text = repository.repository.read(SignedRepository.ENVIRONMENT);
    String without = text.substring(0, text.indexOf("  verify:"));
    String last = repository.write(SignedRepository.ENVIRONMENT, without).unsigned("open");
    refused(repository.findings(good, last), Rule.COMMIT_UNSIGNED, "open");
    repository.repository.delete(SignedRepository.ENVIRONMENT);
    refused(
        repository.findings(good, repository.unsigned("gone")).subList(0, 1), Rule.COMMIT_UNSIGNED);
  }

  @Test
  void a_signer_changes_the_files_that_are_theirs() {
    repository.sshKey("data");
    String good = goodWithOps("ops", "data features/** *.md");
    String own = repository.write("features/deep/a.yaml", "a: 1").bySsh("data", "own");
    assertThat(repository.findings(good, own)).isEmpty();
    String others = repository.write("graphs/b.yaml", "b: 1").bySsh("data", "others'");
    refused(repository.findings(good, others), Rule.SIGNER_PATHS, "graphs/b.yaml", "`data`");
    repository.repository.delete("graphs/b.yaml");
    String deletes = repository.bySsh("data", "deletes others'");
    assertThat(repository.findings(others, deletes))
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.SIGNER_PATHS);
  }

  @Test
  void what_comes_by_a_merge_is_verified_as_well() {
    String good = goodWithOps();
    repository.git(List.of("checkout", "--quiet", "-b", "side"));
    repository.write("side.yaml", "a: 1").unsigned("from aside");
    repository.git(List.of("checkout", "--quiet", "main"));
    repository.write("main.yaml", "a: 1").bySsh("ops", "ahead");
    String merge = repository.merge("side", "ops", "merge");
    refused(repository.findings(good, merge), Rule.COMMIT_UNSIGNED, "from aside");
  }

  @Test
  void a_merge_takes_over_what_others_signed_and_brings_nothing_of_its_own() {
    repository.sshKey("data");
    String good = goodWithOps("ops", "data features/**");
    repository.git(List.of("checkout", "--quiet", "-b", "side"));
    repository.write("graphs/side.yaml", "a: 1").bySsh("ops", "aside");
    repository.git(List.of("checkout", "--quiet", "main"));
    repository.write("features/a.yaml", "a: 1").bySsh("data", "ahead");
    String plain = repository.merge("side", "data", "merge");
    assertThat(repository.findings(good, plain)).isEmpty();
    repository.git(List.of("reset", "--quiet", "--hard", "HEAD~1"));
    repository.git(List.of("merge", "--no-commit", "--no-ff", "side"));
    String evil = repository.write("graphs/side.yaml", "a: 2").bySsh("data", "merge, and more");
    refused(repository.findings(good, evil), Rule.SIGNER_PATHS, "graphs/side.yaml");
  }

  @Test
  void a_merge_that_brings_an_old_file_back_answers_for_it() {
    repository.sshKey("data");
    String good = goodWithOps("ops", "data features/**");
    String old = repository.write("graphs/a.yaml", "a: 1").bySsh("ops", "old");
    repository.write("graphs/a.yaml", "a: 2").bySsh("ops", "new");
    repository.git(List.of("branch", "past", old));
    repository.git(List.of("checkout", "--quiet", "past"));
    repository.write("features/x.yaml", "x: 1").bySsh("data", "a reason to merge");
    repository.git(List.of("checkout", "--quiet", "main"));
    repository.git(List.of("merge", "--no-commit", "--no-ff", "past"));
    String back = repository.write("graphs/a.yaml", "a: 1").bySsh("data", "merge past");
    refused(repository.findings(good, back), Rule.SIGNER_PATHS, "graphs/a.yaml");
  }

  @Test
  void a_branch_set_back_or_written_anew_is_refused_until_somebody_who_may_says_so() {
    repository.sshKey("data");
    String first = goodWithOps("ops", "data features/**");
    String good = repository.write("a.yaml", "a: 1").bySsh("ops", "good");
    refused(repository.findings(good, first), Rule.HISTORY_REWRITTEN, good.substring(0, 10));
    repository.git(List.of("reset", "--quiet", "--hard", first));
    String anew = repository.write("a.yaml", "a: 2").bySsh("ops", "another way");
    refused(repository.findings(good, anew), Rule.HISTORY_REWRITTEN);
    String wrong = repository.bySsh("ops", "Sure\n\nReplaces: " + first);
    refused(repository.findings(good, wrong), Rule.HISTORY_REWRITTEN);
    String bounded = repository.bySsh("data", "Me too\n\nReplaces: " + good);
    refused(repository.findings(good, bounded), Rule.HISTORY_REWRITTEN);
    String approved = repository.bySsh("ops", "Go back\n\nReplaces: " + good);
    assertThat(repository.findings(good, approved)).isEmpty();
    String unsigned = repository.unsigned("Go back\n\nReplaces: " + good);
    refused(repository.findings(good, unsigned), Rule.HISTORY_REWRITTEN);
  }

  @Test
  void an_expired_key_signs_nothing_whatever_the_date_says() {
    repository.gpgKey("ops", "20250201T000000", "--faked-system-time", "20250101T000000!");
    String good = repository.signers("ops").unsigned("good");
    repository.write("a.yaml", "a: 1");
    String last = repository.byGpgAt("20250115T000000", "ops", "dated back");
    refused(repository.findings(good, last), Rule.SIGNATURE_REFUSED, "`ops`", "expired on 2025-");
  }

  @Test
  void a_revoked_key_signs_nothing() {
    repository.gpgKey("ops", "never");
    repository.sshKey("others");
    repository.signers("ops", "others").unsigned("first");
    repository.git(List.of("checkout", "--quiet", "-b", "side"));
    repository.write("a.yaml", "a: 1").byGpg("ops", "with the lost key");
    repository.git(List.of("checkout", "--quiet", "main"));
    repository.revoke("ops");
    String good = repository.bySsh("others", "revoked");
    String merge = repository.merge("side", "others", "merge");
    refused(
        repository.findings(good, merge),
        Rule.SIGNATURE_REFUSED,
        "with the lost key",
        "`ops`",
        "revoked");
  }

  @Test
  void a_commit_that_was_changed_after_signing_is_refused() throws Exception {
    for (String kind : List.of("ssh", "gpg")) {
      if (kind.equals("ssh")) {
        repository.sshKey(kind);
      } else {
        repository.gpgKey(kind, "never");
      }
      String good = repository.signers(kind).unsigned("good for " + kind);
      repository.write(kind + ".yaml", "a: 1");
      String last =
          kind.equals("ssh") ? repository.bySsh(kind, "mine") : repository.byGpg(kind, "mine");
      assertThat(repository.findings(good, last)).isEmpty();
      String forged = Forgery.of(repository.repository.git().getRepository(), last, "mine", "MINE");
      refused(repository.findings(good, forged), Rule.SIGNATURE_REFUSED, "changed after signing");
    }
  }

  @Test
  void a_neighbours_commit_needs_no_signature_and_an_approval_does() {
    repository.sshKey("ops");
    repository.signers("ops");
    repository.write("mine/live.yaml", repository.repository.read(SignedRepository.ENVIRONMENT));
    repository.repository.delete("environments");
    String good = repository.unsigned("good");
    String others = repository.write("theirs/a.yaml", "a: 1").unsigned("theirs");
    assertThat(repository.findings("mine", good, others)).isEmpty();
    String approves = repository.unsigned("Fine\n\nApproved-by: ops");
    refused(repository.findings("mine", good, approves), Rule.COMMIT_UNSIGNED, "Fine");
  }

  @Test
  void a_clone_without_its_history_is_no_proof() throws Exception {
    String good = goodWithOps();
    repository.write("a.yaml", "a: 1").unsigned("slipped in");
    String last = repository.write("b.yaml", "b: 1").bySsh("ops", "fine");
    repository.write("../" + repository.repository.root().getFileName() + "/.git/shallow", last);
    refused(repository.findings(good, last), Rule.HISTORY_MISSING, "does not hold every commit");
    String nowhere = "0123456789012345678901234567890123456789";
    refused(repository.findings(nowhere, last), Rule.HISTORY_MISSING, "does not say who may sign");
  }

  @Test
  void a_commit_whose_keys_verify_nothing_is_refused_before_it_locks_everybody_out() {
    String good = goodWithOps();
    repository.gpgKey("gone", "never");
    repository.write(
        "keys/gone.asc",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n");
    String last = repository.signers("ops", "gone").bySsh("ops", "a broken key");
    refused(repository.findings(good, last), Rule.SIGNER_KEY, "keys/gone.asc");
  }

  @Test
  void a_good_commit_whose_environment_nobody_can_read_lets_nobody_commit() {
    goodWithOps();
    String broken =
        repository
            .write(
                SignedRepository.ENVIRONMENT,
                "apiVersion: millwright.dev/v1\nkind: Environment\nmetadata: {name: live}\nspec: {}\n")
            .unsigned("broken");
    String last = repository.write("a.yaml", "a: 1").bySsh("ops", "fine");
    refused(repository.findings(broken, last), Rule.HISTORY_MISSING);
  }

  @Test
  void whoever_can_push_is_followed_where_nobody_has_to_sign() {
    String open =
        repository
            .write(
                SignedRepository.ENVIRONMENT,
                """
        apiVersion: millwright.dev/v1
        kind: Environment
        metadata: {name: live}
        spec: {platform: local, follows: {branch: main}}
        """)
            .unsigned("open");
    String last = repository.write("a.yaml", "a: 1").unsigned("anybody");
    assertThat(repository.findings(open, last)).isEmpty();
  }
}
