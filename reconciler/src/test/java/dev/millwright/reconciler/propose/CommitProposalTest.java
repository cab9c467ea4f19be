package dev.millwright.reconciler.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CommitProposalTest {
  private static final PersonIdent MILLWRIGHT =
      new PersonIdent(
          "Millwright",
          "millwright@localhost",
          Instant.parse("2026-01-01T00:00:00Z"),
          ZoneOffset.UTC);

  @RegisterExtension private final TemporaryRepository repository = TemporaryRepository.create();

  @Test
  void changes_one_file_on_a_branch_of_its_own() throws IOException {
    repository.write("models/delay.yaml", "asOf: 1\n").write("other.txt", "kept\n");
    ObjectId base = ObjectId.fromString(repository.commit("First"));
    Repository git = repository.git().getRepository();

    ObjectId id =
        new CommitProposal("millwright/delay", base, "models/delay.yaml", "asOf: 2\n", "Move asOf")
            .write(git, MILLWRIGHT);

    assertThat(git.resolve("refs/heads/millwright/delay")).isEqualTo(id);
    assertThat(git.resolve("HEAD")).isEqualTo(base);
    assertThat(content(git, id, "models/delay.yaml")).isEqualTo("asOf: 2\n");
    assertThat(content(git, id, "other.txt")).isEqualTo("kept\n");
    assertThat(repository.read("models/delay.yaml")).isEqualTo("asOf: 1\n");
  }

  @Test
  void a_second_proposal_replaces_the_first() throws IOException {
    repository.write("a", "1");
    ObjectId base = ObjectId.fromString(repository.commit("First"));
    Repository git = repository.git().getRepository();
    new CommitProposal("millwright/a", base, "a", "2", "Two").write(git, MILLWRIGHT);
    ObjectId second =
        new CommitProposal("millwright/a", base, "a", "3", "Three").write(git, MILLWRIGHT);
    assertThat(git.resolve("refs/heads/millwright/a")).isEqualTo(second);
  }

  @Test
  void never_names_a_branch_that_is_not_its_own() {
    assertThatThrownBy(() -> new CommitProposal("main", ObjectId.zeroId(), "a", "1", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String content(Repository git, ObjectId commit, String path) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit parsed = walk.parseCommit(commit);
      try (TreeWalk file = TreeWalk.forPath(git, path, parsed.getTree())) {
        return new String(git.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
