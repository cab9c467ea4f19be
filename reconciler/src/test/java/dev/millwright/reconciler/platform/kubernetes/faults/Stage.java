package dev.millwright.reconciler.platform.kubernetes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.util.FileUtils;

/// A namespace where the first release is live, as often as it is asked for.
final class Stage implements AutoCloseable {
  private final TwoReleases releases = new TwoReleases();
  final Quarters quarters;
  private final StateLayout claim;
  private final Path kept;
  private final PretendNode node;
  private final Map<String, String> applied;

  Stage(String namespace, Path folder) {
    this.quarters = new Quarters(namespace);
    this.claim = new StateLayout(folder.resolve("claim"));
    this.kept = folder.resolve("first.db");
    this.node = new PretendNode(quarters, claim);
    empty(claim.root());
    try (Life life = life(Course.GOOD, Optional.empty())) {
      life.begin("first", releases.first);
      assertThat(life.goOn().phase()).isEqualTo(Phase.DONE);
      this.applied = life.writes.applied();
    }
    copy(claim.trackingFile(), kept);
  }

  Config config() {
    return quarters.client.getConfiguration();
  }

  /// The name of a graph's version in the second release, as objects have it.
  String version(String graph) {
    return Parts.name(
        releases
            .second
            .release()
            .components()
            .get(new Address(Kind.SERVING_GRAPH, Name.of(graph))));
  }

  private Life life(Course course, Optional<Writes.Point> deadly) {
    return life(course, config(), deadly);
  }

  private Life life(Course course, Config config, Optional<Writes.Point> deadly) {
    return new Life(quarters.namespace, claim, releases, course, config, deadly);
  }

  /// The rollout to the second release, by one process.
  Ending undisturbed(Course course) {
    begin();
    try (Life life = life(course, Optional.empty())) {
      life.begin("second", releases.second);
      assertThat(life.goOn().phase()).isEqualTo(course.end);
      assertThat(life.writes.passes()).isEqualTo(life.writes.names().size());
      return ending(life);
    }
  }

  /// The same over another network.
  Ending over(Config config, Course course) {
    try (Life life = live(config, course)) {
      return ending(life);
    }
  }

  /// The same by a process that lives on.
  Life live(Config config, Course course) {
    begin();
    Life life = life(course, config, Optional.empty());
    life.begin("second", releases.second);
    RolloutRecord end = life.goOn();
    assertThat(end.phase()).as("%s", end.cause()).isEqualTo(course.end);
    return life;
  }

  /// The same by a process that dies, and another one.
  Ending killed(Course course, Writes.Point point) {
    assertThat(dies(course, point) || dies(course, point))
        .as("there is a way to %s", point)
        .isTrue();
    try (Life next = life(course, Optional.empty())) {
      if (next.tracking.rollouts().inProgress().isPresent()) {
        next.goOn();
      }
      return ending(next);
    }
  }

  /// Where a step took longer than it may, since the cluster had other things to do, the way is
  /// another one.
  private boolean dies(Course course, Writes.Point point) {
    begin();
    try (Life life = life(course, Optional.of(point))) {
      life.begin("second", releases.second);
      return life.dies();
    }
  }

  /// The claim keeps its path: objects speak of it.
  private void begin() {
    empty(claim.root());
    copy(kept, claim.trackingFile());
    quarters.restore(applied.values());
    node.begin();
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path folder) {
    try {
      if (Files.exists(folder)) {
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ending ending(Life life) {
    return new Ending(
        life.writes.names(),
        (life.record() + quarters.words() + "\njobs " + node.starts())
            .lines()
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public void close() {
    node.close();
    quarters.close();
    releases.close();
  }
}
