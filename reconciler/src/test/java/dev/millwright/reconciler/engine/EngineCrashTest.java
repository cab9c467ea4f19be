package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.tracking.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The daemon dies after every single durable intent and after every single effect; the next one
/// comes to the same end as if nothing had happened, and does nothing twice.
@TestInstance(Lifecycle.PER_CLASS)
final class EngineCrashTest {
  private final Example example = new Example();
  private final Example.Revision shadowed = example.taking("strategy: shadow");
  private Path folder;
  private Scene prepared;
  private int copies;

  /// What the rollout to the second release meets.
  enum Course {
    GOOD(_ -> {}, Phase.DONE, false),
    GATE_FAILS(platform -> platform.gateHolds = false, Phase.RETURNED, false),
    ANALYSIS_FAILS(platform -> platform.errorsOfTarget = 5, Phase.RETURNED, false),
    SHADOWED(_ -> {}, Phase.DONE, true);

    final Consumer<FakePlatform> setting;
    final Phase end;
    final boolean shadowed;

    Course(Consumer<FakePlatform> setting, Phase end, boolean shadowed) {
      this.setting = setting;
      this.end = end;
      this.shadowed = shadowed;
    }
  }

  /// What dies.
  enum Loss {
    DAEMON,
    POWER
  }

  @BeforeAll
  void bring_the_first_release(@TempDir Path folder) {
    this.folder = folder;
    prepared = new Scene(folder.resolve("prepared"), new Machine(), example);
    assertThat(prepared.bring("first", example.first).phase()).isEqualTo(Phase.DONE);
    prepared.close();
  }

  @AfterAll
  void close() {
    example.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_death_after_any_intent_changes_nothing_in_the_end(Course course) {
    for (Loss loss : Loss.values()) {
      dieAtEach(course, loss, (scene, point) -> scene.lastIntent = point);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_death_after_any_effect_changes_nothing_in_the_end(Course course) {
    for (Loss loss : Loss.values()) {
      dieAtEach(course, loss, (scene, point) -> scene.platform.lastEffect = point);
    }
  }

  @Test
  void points_are_written_down_by_name() throws IOException {
    try (Scene scene = begun(Course.GOOD)) {
      scene.goOn();
      assertThat(Files.readAllLines(scene.layout.intents()))
          .anyMatch(line -> line.endsWith(" share:10"))
          .anyMatch(line -> line.endsWith(" began:train:delay"))
          .last()
          .asString()
          .endsWith(" done");
    }
  }

  private void dieAtEach(Course course, Loss loss, ObjIntConsumer<Scene> deadly) {
    String undisturbed = undisturbed(course);
    int point = 1;
    while (survives(course, loss, deadly, point, undisturbed)) {
      point++;
    }
    assertThat(point).as("points that were tried").isGreaterThan(5);
  }

  private String undisturbed(Course course) {
    try (Scene scene = begun(course)) {
      assertThat(scene.goOn().phase()).isEqualTo(course.end);
      return scene.end();
    }
  }

  /// Whether there was such a point to die at.
  private boolean survives(
      Course course, Loss loss, ObjIntConsumer<Scene> deadly, int point, String undisturbed) {
    try (Scene scene = begun(course)) {
      deadly.accept(scene, point);
      if (!scene.dies()) {
        return false;
      }
      try (Scene next = scene.next()) {
        set(next, course);
        goOn(next, loss);
        assertThat(next.end())
            .as("%s after the loss of %s at point %d", course, loss, point)
            .isEqualTo(undisturbed);
      }
      return true;
    }
  }

  /// After the rollout's end, what is live is had run by the reconciler and not by the engine.
  private static void goOn(Scene next, Loss loss) {
    if (next.tracking.rollouts().inProgress().isPresent()) {
      if (loss == Loss.POWER) {
        next.platform.machine.losePower();
      }
      next.goOn();
    }
  }

  private Scene begun(Course course) {
    Scene scene = prepared.copy(folder.resolve("copy-" + copies++));
    set(scene, course);
    scene.begin("second", course.shadowed ? shadowed : example.second, plan -> plan);
    return scene;
  }

  private void set(Scene scene, Course course) {
    course.setting.accept(scene.platform);
    scene.platform.stable = example.first.release().id();
  }
}
