package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A compiler that has seen other commits says of the next one what a new compiler says.
/// `-Dsequences=1000` tries more.
final class IncrementalTest {
  private static final int SEQUENCES = Integer.getInteger("sequences", 60);
  private static final int COMMITS = 5;
  private static final List<Name> ENVIRONMENTS = List.of(Name.of("local"), Name.of("production"));

  private final Compiler seasoned = new Compiler();
  private int compiled;
  private int rejected;

  // A thousand sequences take some minutes.
  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void the_past_never_shows() throws IOException {
    SortedMap<String, byte[]> base = EditedProject.base();
    for (long seed = 1; seed <= SEQUENCES; seed++) {
      GitFiles git = new GitFiles();
      CommitEdits edits = new CommitEdits(base, seed);
      Optional<Both> before = Optional.of(both(git.commit(base), "sequence " + seed));
      for (int i = 1; i <= COMMITS; i++) {
        Both now = both(git.commit(edits.next()), "sequence " + seed + ", commit " + i);
        before.ifPresent(
            earlier ->
                assertThat(plan(earlier.seasoned, now.seasoned))
                    .isEqualTo(plan(earlier.fresh, now.fresh)));
        before = Optional.of(now);
      }
    }
    System.out.printf("incremental: %d compiled, %d rejected%n", compiled, rejected);
    assertThat(compiled).isGreaterThan(SEQUENCES);
    assertThat(rejected).isGreaterThan(SEQUENCES);
  }

  /// The releases for the first environment; absent when it is rejected.
  private record Both(Optional<Release> seasoned, Optional<Release> fresh) {}

  private Both both(ProjectTree tree, String what) {
    List<Both> all = ENVIRONMENTS.stream().map(it -> both(tree, it, what)).toList();
    assertThat(findings(seasoned.validate(tree).findings()))
        .as(what)
        .isEqualTo(findings(new Compiler().validate(tree).findings()));
    return all.getFirst();
  }

  private Both both(ProjectTree tree, Name environment, String what) {
    Checked<Compilation> answer = seasoned.compile(tree, environment);
    Checked<Compilation> asNew = new Compiler().compile(tree, environment);
    assertThat(text(answer)).as(what).isEqualTo(text(asNew));
    compiled += answer instanceof Checked.Ok ? 1 : 0;
    rejected += answer instanceof Checked.Rejected ? 1 : 0;
    return new Both(release(answer), release(asNew));
  }

  private static String text(Checked<Compilation> checked) {
    String findings = findings(checked.findings());
    return switch (checked) {
      case Checked.Rejected<Compilation> _ -> findings;
      case Checked.Ok<Compilation>(var it, var _) ->
          String.join(
              "\n",
              findings,
              Json.write(it.release()),
              Json.write(it.environment()),
              Json.write(it.environments()),
              Json.write(it.images()));
    };
  }

  private static String findings(List<Diagnostic> findings) {
    return String.join("\n", findings.stream().map(Json::write).toList());
  }

  private static Optional<Release> release(Checked<Compilation> checked) {
    return checked instanceof Checked.Ok<Compilation>(var compilation, var _)
        ? Optional.of(compilation.release())
        : Optional.empty();
  }

  private static String plan(Optional<Release> from, Optional<Release> to) {
    return to.map(it -> PlanJson.of(new Planner().plan(from, it), it, Optional.empty(), List.of()))
        .orElse("");
  }
}
