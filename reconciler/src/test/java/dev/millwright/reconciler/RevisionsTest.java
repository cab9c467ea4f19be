package dev.millwright.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.reconciler.engine.Intents;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.local.LocalPlatform;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Environment;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.StoryLine;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the commits of the example's repository make of what should run.
final class RevisionsTest {
  private static final String ENVIRONMENT = "environments/local.yaml";
  private static final String GRAPH = "graphs/predict-delay.yaml";

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir Path folder;
  private Instant now = Instant.EPOCH;
  private Tracking tracking;
  private Mirror mirror;
  private LocalPlatform platform;
  private World world;
  private Revisions revisions;

  @BeforeEach
  void open() throws IOException {
    repository.copyTree(Path.of("../example-repo"));
    StateLayout layout = new StateLayout(folder);
    tracking = Tracking.open(layout.trackingFile());
    mirror = Mirror.open(repository.root().resolve(".git"), layout.mirror());
    platform = new LocalPlatform(layout);
    world =
        new World(
            tracking,
            platform,
            (spec, revision) -> {
              throw new AssertionError("no image is needed to know what should run");
            },
            (_, _) -> false,
            layout,
            mirror.repository(),
            "",
            () -> now,
            Intents.unwatched(),
            PinnedItems.none());
    revisions = restarted();
  }

  @AfterEach
  void close() {
    platform.release();
    mirror.close();
    tracking.close();
  }

  private Revisions restarted() {
    return new Revisions(
        world, mirror, new Settings(repository.root().resolve(".git"), "", Name.of("local")));
  }

  private Optional<String> wanted() {
    return revisions.wanted().map(Revisions.Wanted::revision);
  }

  @Test
  void nothing_is_wanted_before_the_first_commit() {
    assertThat(wanted()).isEmpty();
  }

  @Test
  void a_refused_revision_leaves_what_is_wanted_and_is_told_once() {
    String good = repository.commit("good");
    assertThat(wanted()).contains(good);
    String bad = repository.replace(GRAPH, "model: delay", "model: dealy").commit("bad");
    assertThat(wanted()).contains(good);
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(bad).orElseThrow().release()).isEmpty();
    assertThat(tracking.story().list(10))
        .singleElement()
        .satisfies(line -> assertThat(line.subject()).contains(bad))
        .satisfies(line -> assertThat(line.sentence()).startsWith("refused: "));
    String better = repository.replace(GRAPH, "model: dealy", "model: delay").commit("better");
    assertThat(wanted()).contains(better);
  }

  @Test
  void a_contract_that_breaks_under_callers_of_what_is_live_is_refused() {
    String good = repository.commit("good");
    tracking.pointers().live(revisions.wanted().orElseThrow().release().id());
    String asksMore =
        repository
            .replace(GRAPH, "  request:\n", "  request:\n    - {name: gate, type: string}\n")
            .commit("ask for more");
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(asksMore).orElseThrow().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.CONTRACT_BROKEN);
    String declared =
        repository
            .replace(GRAPH, "  name: predict-delay\n", "  name: predict-delay\n  version: 2.0.0\n")
            .commit("a new major version");
    assertThat(wanted()).contains(declared);
  }

  @Test
  void a_revision_that_uses_what_nothing_executes_is_refused_with_its_place() {
    String good = repository.commit("good");
    assertThat(wanted()).contains(good);
    String planned =
        repository
            .replace(GRAPH, "  steps:\n", "  steps:\n    - {name: told, queue: {stream: asked}}\n")
            .commit("planned");
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(planned).orElseThrow().release()).isEmpty();
    assertThat(tracking.story().list(10))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.sentence())
                    .startsWith("refused: " + GRAPH + ":")
                    .contains("`spec.steps[0].queue`", "nothing executes it yet"));
  }

  @Test
  void words_alone_are_a_newer_revision_of_the_same_release() {
    repository.commit("first");
    var first = revisions.wanted().orElseThrow();
    repository.replace(GRAPH, "Will this flight be late?", "Late?").commit("words");
    var second = revisions.wanted().orElseThrow();
    assertThat(second.revision()).isNotEqualTo(first.revision());
    assertThat(second.release().id()).isEqualTo(first.release().id());
    assertThat(revisions.wantedOtherThan(first.release().id())).isEmpty();
  }

  @Test
  void a_followed_branch_that_disappears_leaves_what_is_wanted() throws Exception {
    String main =
        repository.replace(ENVIRONMENT, "{head: true}", "{branch: main}").commit("follow main");
    assertThat(wanted()).contains(main);
    repository.branch("other").git().branchDelete().setBranchNames("main").setForce(true).call();
    assertThat(wanted()).contains(main);
    repository.write("note", "on another branch").commit("other");
    assertThat(wanted()).contains(main);
    String again = repository.branch("main").write("note", "back").commit("back");
    assertThat(wanted()).contains(again);
  }

  @Test
  void after_a_restart_a_branch_that_is_checked_out_and_not_followed_is_not_brought() {
    String main =
        repository.replace(ENVIRONMENT, "{head: true}", "{branch: main}").commit("follow main");
    repository.branch("topic").replace(GRAPH, "timeout: 1s", "timeout: 2s").commit("topic");
    revisions = restarted();
    assertThat(wanted()).contains(main);
    assertThat(wanted()).contains(main);
  }

  private String tag(String name) throws Exception {
    repository.git().tag().setName(name).call();
    return repository.resolve("HEAD").orElseThrow();
  }

  @Test
  void the_newest_tag_is_brought_and_nothing_before_there_is_one() throws Exception {
    repository.replace(ENVIRONMENT, "{head: true}", "{tag: v9.*}").commit("follow tags");
    assertThat(wanted()).isEmpty();
    assertThat(wanted()).isEmpty();
    repository.replace(ENVIRONMENT, "{tag: v9.*}", "{tag: v1.*}").commit("follow others");
    assertThat(wanted()).isEmpty();
    assertThat(tracking.story().list(10))
        .extracting(StoryLine::sentence)
        .containsExactly(
            "no tag fits `v1.*` yet; what is live stays",
            "no tag fits `v9.*` yet; what is live stays");
    String first = tag("v1.9.0");
    assertThat(wanted()).contains(first);
    String second = repository.write("note", "later").commit("later");
    assertThat(wanted()).contains(first);
    assertThat(tag("v1.10.0")).isEqualTo(second);
    assertThat(wanted()).contains(second);
    repository.write("note", "another line").commit("another line");
    tag("v2.0.0");
    assertThat(wanted()).contains(second);
  }

  @Test
  void nothing_starts_while_the_commit_suspends_rollouts() {
    String suspended =
        repository
            .replace(
                ENVIRONMENT,
                "  follows: {head: true}\n",
                "  follows: {head: true}\n"
                    + "  suspend: {reason: the quarter closes, until: 1970-01-02T00:00:00Z}\n")
            .commit("suspend");
    assertThat(revisions.due()).isEmpty();
    assertThat(revisions.due()).isEmpty();
    assertThat(revisions.suspension())
        .map(Environment.Suspend::reason)
        .contains("the quarter closes");
    Digest release = revisions.wanted().orElseThrow().release().id();
    assertThat(tracking.story().list(10))
        .singleElement()
        .satisfies(line -> assertThat(line.kind()).isEqualTo("suspended"))
        .satisfies(
            line ->
                assertThat(line.sentence())
                    .isEqualTo(
                        "rollouts are suspended until 1970-01-02T00:00:00Z: the quarter closes;"
                            + " release "
                            + release.brief()
                            + " waits"));
    now = Instant.parse("1970-01-02T00:00:00Z");
    assertThat(revisions.suspension()).isEmpty();
    assertThat(revisions.due()).map(Revisions.Wanted::revision).contains(suspended);
  }

  @Test
  void nothing_starts_while_somebody_holds_rollouts_by_hand() {
    repository.write("note", "a line").commit("a line");
    revisions.byHand().hold(new Environment.Suspend("an audit", Optional.empty()));

    assertThat(revisions.due()).isEmpty();
    assertThat(revisions.suspension()).map(Environment.Suspend::reason).contains("an audit");

    assertThat(revisions.byHand().letGo()).isTrue();
    assertThat(revisions.byHand().letGo()).isFalse();
    assertThat(revisions.due()).isPresent();
    assertThat(tracking.story().list(10))
        .extracting(StoryLine::sentence)
        .contains("by hand: rollouts are suspended: an audit", "by hand: rollouts go on");
  }

  @Test
  void a_suspended_commit_does_not_overtake_a_rollout() {
    repository.commit("good");
    Digest running = revisions.wanted().orElseThrow().release().id();
    repository
        .replace(GRAPH, "timeout: 1s", "timeout: 2s")
        .replace(
            ENVIRONMENT,
            "  follows: {head: true}\n",
            "  follows: {head: true}\n  suspend: {reason: an audit}\n")
        .commit("suspend");
    assertThat(revisions.wantedOtherThan(running)).isEmpty();
    String again =
        repository.replace(ENVIRONMENT, "  suspend: {reason: an audit}\n", "").commit("again");
    assertThat(revisions.wantedOtherThan(running)).isPresent();
    assertThat(revisions.due()).map(Revisions.Wanted::revision).contains(again);
  }

  @Test
  void a_commit_that_retires_more_than_the_budget_is_refused() {
    String good =
        repository
            .replace(
                ENVIRONMENT,
                "  follows: {head: true}\n",
                "  follows: {head: true}\n  budget: {retirements: 0}\n")
            .commit("good");
    tracking.pointers().live(revisions.wanted().orElseThrow().release().id());
    String less = repository.delete("monitors/delay-drift.yaml").commit("less");
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(less).orElseThrow().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.BUDGET_EXCEEDED);
  }

  @Test
  void what_another_environment_asks_of_a_platform_keeps_nothing_from_running() {
    String stores = "  stores: {online: \"redis://redis.example.com\"}\n";
    String elsewhere =
        repository
            .write(
                "environments/other.yaml",
                """
                apiVersion: millwright.dev/v1
                kind: Environment
                metadata: {name: other}
                spec:
                  platform: local
                  follows: {head: true}
                """
                    + stores)
            .commit("elsewhere");
    assertThat(wanted()).contains(elsewhere);
    String here =
        repository
            .replace(ENVIRONMENT, "  follows: {head: true}\n", "  follows: {head: true}\n" + stores)
            .commit("here");
    assertThat(wanted()).contains(elsewhere);
    assertThat(tracking.releases().revision(here).orElseThrow().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.NOT_TAKEN);
  }

  @Test
  void a_signpost_to_a_refused_commit_is_not_brought_itself() {
    repository
        .replace(ENVIRONMENT, "{head: true}", "{branch: main}")
        .replace(GRAPH, "model: delay", "model: dealy")
        .commit("bad");
    repository.branch("topic").replace(GRAPH, "model: dealy", "model: delay").commit("topic");
    assertThat(wanted()).isEmpty();
  }

  private void good(String revision) {
    assertThat(wanted()).contains(revision);
    tracking.pointers().lastGood(revisions.wanted().orElseThrow().release().id());
  }

  private String signersOn(String follows) {
    return repository
        .replace(
            ENVIRONMENT,
            "{head: true}",
            follows
                + "\n  verify: {signers: [{name: ops, ssh: \"ssh-ed25519"
                + " AAAAC3NzaC1lZDI1NTE5AAAAIE80U8yFpUZWFeVUNIY/kVRYgX7lnyCxQLPs9rQgBDB8\"}]}")
        .commit("signers");
  }

  @Test
  void an_unsigned_commit_after_one_that_asks_for_signatures_is_refused_with_rule_and_place() {
    String good = signersOn("{head: true}");
    good(good);
    String unsigned = repository.replace(GRAPH, "timeout: 1s", "timeout: 2s").commit("slower");
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(unsigned).orElseThrow().diagnostics())
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo(Rule.COMMIT_UNSIGNED))
        .satisfies(it -> assertThat(it.span().file()).isEqualTo(GRAPH));
    assertThat(tracking.story().list(1).getFirst().sentence())
        .startsWith("refused: " + GRAPH + ":1: the commit " + unsigned.substring(0, 10));
    revisions = restarted();
    assertThat(wanted()).isEmpty();
  }

  @Test
  void a_branch_set_back_behind_what_is_good_is_refused() throws Exception {
    String first = signersOn("{head: true}");
    String second = repository.replace(GRAPH, "timeout: 1s", "timeout: 2s").commit("slower");
    good(second);
    repository.git().reset().setMode(ResetType.HARD).setRef(first).call();
    assertThat(wanted()).contains(second);
    assertThat(tracking.releases().revision(first).orElseThrow().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.HISTORY_REWRITTEN);
  }

  @Test
  void what_is_checked_out_says_nothing_of_what_is_followed_where_commits_are_signed() {
    String good = signersOn("{branch: main}");
    good(good);
    repository
        .branch("topic")
        .replace(ENVIRONMENT, "{branch: main}", "{branch: topic}")
        .commit("follow me");
    revisions = restarted();
    assertThat(wanted()).contains(good);
  }

  @Test
  void a_good_commit_that_is_not_on_record_any_more_is_the_pinned_one() throws Exception {
    String good = signersOn("{head: true}");
    good(good);
    mirror.pin("last-good", good);
    tracking.releases().note(new RevisionRecord(good, Instant.EPOCH, Optional.empty(), List.of()));
    String unsigned = repository.replace(GRAPH, "timeout: 1s", "timeout: 2s").commit("slower");
    assertThat(wanted()).contains(good);
    assertThat(tracking.releases().revision(unsigned).orElseThrow().diagnostics())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.COMMIT_UNSIGNED);
  }
}
