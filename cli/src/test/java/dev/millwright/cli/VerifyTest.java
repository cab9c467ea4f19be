package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.testkit.TemporaryRepository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is said of signatures before a push, on the example.
final class VerifyTest {
  private static final String GRAPH = "graphs/predict-delay.yaml";
  private static final String SIGNERS =
      "{head: true}\n  verify: {signers: [{name: ops, ssh: \"ssh-ed25519"
          + " AAAAC3NzaC1lZDI1NTE5AAAAIE80U8yFpUZWFeVUNIY/kVRYgX7lnyCxQLPs9rQgBDB8\"}]}";

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String good = "";

  @BeforeEach
  void a_good_commit_that_asks_for_signatures() {
    good =
        repository
            .copyTree(Path.of("../example-repo"))
            .replace("environments/local.yaml", "{head: true}", SIGNERS)
            .commit("good");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private String unsigned() {
    return repository
        .replace(GRAPH, "timeout: 1s", "timeout: 2s")
        .commit("\u001b[2JSlower @|red now|@");
  }

  @Test
  void a_commit_that_nobody_signed_is_a_finding_at_the_file_that_it_changes() {
    String commit = unsigned();
    String root = repository.root().toString();
    assertThat(run("validate", root, "--verify", good)).isEqualTo(1);
    assertThat(err.toString())
        .contains("error[MW1820] " + GRAPH + ":1:1", commit.substring(0, 10), "\\u001b[2JSlower")
        .doesNotContain("\u001b");
    assertThat(run("validate", root, "--verify", good, "--output", "github")).isEqualTo(1);
    assertThat(out.toString()).startsWith("::error file=" + GRAPH + ",line=1").contains("MW1820");
  }

  @Test
  void a_history_in_order_is_said_to_be() {
    assertThat(run("validate", repository.root().toString(), "--verify", "HEAD")).isZero();
    assertThat(err.toString()).contains("verified  every commit since HEAD");
  }

  @Test
  void a_plan_says_that_a_commit_would_not_be_followed() {
    unsigned();
    assertThat(run("plan", repository.root().toString(), "--from", good)).isEqualTo(1);
    assertThat(out.toString()).contains("Refused [MW1820] " + GRAPH).doesNotContain("\u001b");
  }

  @Test
  void a_commit_that_git_does_not_know_is_said_to_be_none() {
    assertThat(run("validate", repository.root().toString(), "--verify", "nowhere")).isEqualTo(1);
    assertThat(err.toString()).contains("git knows no commit `nowhere` here");
  }
}
