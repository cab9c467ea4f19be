package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One rollout from the first release of the example to the second; the first is live when a test
/// begins.
final class Upgrade implements BeforeEachCallback, AfterEachCallback {
  final Example example = new Example();
  final Digest base = example.first.release().id();
  final Digest target = example.second.release().id();
  final Scene scene;
  private final Path folder;

  Upgrade() {
    try {
      folder = Files.createTempDirectory("upgrade");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scene = new Scene(folder, new Machine(), example);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    assertThat(scene.bring("first", example.first).phase()).isEqualTo(Phase.DONE);
    scene.platform.effects.clear();
    scene.platform.stable = base;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    scene.close();
    example.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  RolloutRecord second() {
    return scene.bring("second", example.second);
  }

  void assertBaseIsLiveAndTargetInQuarantine(RolloutRecord rollout, String cause) {
    assertThat(rollout.phase()).isEqualTo(Phase.RETURNED);
    assertThat(rollout.cause()).hasValueSatisfying(it -> assertThat(it).contains(cause));
    assertThat(scene.tracking.quarantine().find(target).orElseThrow().cause()).contains(cause);
    assertBaseHasEverything();
  }

  void assertBaseHasEverything() {
    var routes = scene.platform.machine.routes.orElseThrow();
    assertThat(routes.shares()).containsOnlyKeys(base).containsEntry(base, 100);
    assertThat(routes.graphs()).containsOnlyKeys(base);
    assertThat(scene.platform.machine.replicas)
        .containsExactlyInAnyOrderElementsOf(
            routes.graphs().get(base).values().stream().flatMap(List::stream).toList());
    assertThat(scene.tracking.pointers().live()).contains(base);
    assertThat(scene.tracking.pointers().lastGood()).contains(base);
  }
}
