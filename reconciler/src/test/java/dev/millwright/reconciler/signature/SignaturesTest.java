package dev.millwright.reconciler.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commits that gpg and ssh-keygen signed once, kept as they are: nothing needs to be installed.
final class SignaturesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final long SEED = 20_261_125;
  private static final int TRIES = 1_000;

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();
  private String good = "";

  @BeforeEach
  void named() throws IOException {
    repository.write("keys/ops.asc", kept("ops.asc"));
    repository.write(
        "environment.yaml",
        """
        apiVersion: millwright.dev/v1
        kind: Environment
        metadata: {name: live}
        spec:
          platform: local
          follows: {branch: main}
          verify:
            signers:
              - {name: ops, key: keys/ops.asc}
              - {name: data, ssh: "%s"}
        """
            .formatted(kept("data.pub").strip()));
    good = repository.commit("good");
  }

  private static String kept(String name) throws IOException {
    try (InputStream file = SignaturesTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Signatures signatures() throws IOException {
    var tree = GitTrees.at(repository.git().getRepository(), good, "");
    return Signers.of(tree, Name.of("live")) instanceof Signers.Only(var signers)
        ? Signatures.of(signers, NOW)
        : throwing();
  }

  private static Signatures throwing() {
    throw new AssertionError("the good commit names signers");
  }

  private Signature signature(Signatures signatures, String raw) throws IOException {
    var git = repository.git().getRepository();
    String id = Forgery.inserted(git, raw.getBytes(StandardCharsets.ISO_8859_1));
    try (RevWalk walk = new RevWalk(git)) {
      return signatures.of(git, walk.parseCommit(ObjectId.fromString(id)));
    }
  }

  @ParameterizedTest
  @CsvSource({"gpg.commit,ops", "ssh.commit,data"})
  void a_signature_is_its_signers(String file, String signer) throws IOException {
    try (Signatures signatures = signatures()) {
      assertThat(signature(signatures, kept(file)))
          .isInstanceOfSatisfying(
              Signature.By.class, it -> assertThat(it.signer().name()).isEqualTo(Name.of(signer)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpg.commit", "ssh.commit"})
  void a_commit_that_says_something_else_is_not_signed_by_it(String file) throws IOException {
    try (Signatures signatures = signatures()) {
      for (String text : List.of("Signed by", "+0000", "author Test", "4b825dc")) {
        String changed = kept(file).replaceFirst(Pattern.quote(text), changes(text));
        assertThat(signature(signatures, changed)).isInstanceOf(Signature.Refused.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpg.commit", "ssh.commit"})
  void a_damaged_signature_is_refused_and_breaks_nothing(String file) throws IOException {
    String raw = kept(file);
    int from = raw.indexOf("gpgsig ") + "gpgsig ".length();
    int to = raw.indexOf("\n\n", from);
    Random random = new Random(SEED);
    try (Signatures signatures = signatures()) {
      for (int i = 0; i < TRIES; i++) {
        String damaged = raw.substring(0, from) + damaged(raw.substring(from, to), random);
        Signature signature = signature(signatures, damaged + raw.substring(to));
        // A change in the armour's checksum or blanks may leave the signature what it was.
        assertThat(signature).isNotNull();
        if (signature instanceof Signature.By(var signer)) {
          assertThat(signer.name().text()).isEqualTo(file.startsWith("gpg") ? "ops" : "data");
        }
      }
    }
  }

  private static String changes(String text) {
    return text.replace("Signed", "Written")
        .replace("00", "01")
        .replace("Test", "Tess")
        .replace("4b8", "5b8");
  }

  private static String damaged(String signature, Random random) {
    char[] signs = signature.toCharArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(signs.length);
      if (signs[at] != '\n' && signs[at] != ' ') {
        signs[at] = "AZaz09+/=-x".charAt(random.nextInt(11));
      }
    }
    return new String(signs);
  }

  @Test
  void a_commit_without_a_signature_says_so() throws IOException {
    String raw = kept("ssh.commit");
    int from = raw.indexOf("gpgsig ");
    int to = raw.indexOf("\n\n", from);
    try (Signatures signatures = signatures()) {
      assertThat(signature(signatures, raw.substring(0, from) + raw.substring(to + 1)))
          .isInstanceOf(Signature.Missing.class);
    }
  }
}
