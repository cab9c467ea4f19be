package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.reconciler.subject.Subject;
import dev.millwright.reconciler.subject.Subject.Word;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the log says while a rollout goes on, and what each line is about.
final class EngineLogTest {
  @RegisterExtension final Upgrade upgrade = new Upgrade();

  private final Lines lines = new Lines();
  private final Logger log = Logger.getLogger(Progress.class.getName());

  @BeforeEach
  void listen() {
    log.addHandler(lines);
  }

  @AfterEach
  void leave() {
    log.removeHandler(lines);
  }

  @Test
  void each_step_begins_and_ends_under_its_rollout_release_and_component() {
    upgrade.second();
    Map<Word, String> begun = lines.about("train:delay begins");
    Map<Word, String> done = lines.about("train:delay is done");

    assertThat(begun)
        .containsEntry(Word.RELEASE, upgrade.target.brief())
        .containsEntry(Word.STEP, "train:delay")
        .containsEntry(Word.COMPONENT, "Model/delay")
        .containsKeys(Word.PROJECT, Word.ENVIRONMENT, Word.ROLLOUT);
    assertThat(done).isEqualTo(begun);
  }

  @Test
  void what_failed_is_a_warning_with_its_cause() {
    upgrade.scene.platform.gateHolds = false;
    upgrade.second();

    assertThat(lines.said())
        .anyMatch(it -> it.startsWith("WARNING judge:delay failed: ") && it.endsWith("auc is 0.5"));
    assertThat(lines.said()).anyMatch(it -> it.startsWith("INFO returned: "));
  }

  @Test
  void nothing_is_left_of_it_on_the_thread_afterwards() {
    upgrade.second();

    assertThat(Subject.now().words()).isEmpty();
  }

  private static final class Lines extends Handler {
    private record Line(String said, Map<Word, String> about) {}

    private final List<Line> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      all.add(new Line(entry.getLevel() + " " + entry.getMessage(), Subject.now().words()));
    }

    List<String> said() {
      return all.stream().map(Line::said).toList();
    }

    Map<Word, String> about(String message) {
      return all.stream()
          .filter(it -> it.said().equals("INFO " + message))
          .findFirst()
          .orElseThrow(() -> new AssertionError("not said: " + message + " but " + said()))
          .about();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
