package dev.millwright.offline.train;

import static dev.millwright.offline.Lesson.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.offline.Lesson;
import dev.millwright.offline.examples.NoDataException;
import dev.millwright.runtime.artifact.ArtifactStore;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.sdk.Context;
import dev.millwright.spec.job.JobResult.Trained;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training takes days 0 to 7 of ten; days 7 to 10 are held out.
final class TrainingTest {
  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  @Test
  void the_author_sees_the_examples_before_the_held_out_stretch_in_order_of_time()
      throws Exception {
    Lesson lesson =
        lesson(
            "a,5,5.1,2,true",
            "a,-1,0,9,true",
            "b,0,0.5,1,false",
            "a,6.999,7,3,true",
            // The event is early enough, but nobody knew its label before day 8.
            "a,6,8,9,true",
            "a,7,7,9,true",
            "b,9,9.1,9,false",
            "b,3,3,9,");
    Trained trained = train(lesson, "logistic");
    assertThat(saw("saw"))
        .containsExactly(
            "saw " + day(0) + " 0.0", "saw " + day(5) + " 1.0", "saw " + day(6.999) + " 1.0");
    assertThat(saw("x ")).containsExactly("x [1.0, 2.0, 3.0]");
    assertThat(trained.examples()).isEqualTo(3);
    assertThat(trained.outputs()).containsEntry("rows", "3").containsEntry("kind", "logistic");
  }

  @Test
  void what_is_held_out_changes_nothing() throws Exception {
    Trained one = train(lesson("a,1,1,2,true", "b,2,2,1,false", "a,8,8,5,true"), "logistic");
    Trained other = train(lesson("a,1,1,2,true", "b,2,2,1,false", "b,8,8,7,false"), "logistic");
    assertThat(other).isEqualTo(one);
  }

  @Test
  void missing_values_are_filled_from_the_training_examples_alone() throws Exception {
    Lesson lesson =
        new Lesson(folder)
            .weights("a,4", "b,8", "d,1000")
            .labels("a,1,1,0,true", "b,2,2,0,false", "c,3,3,0,true", "d,8,8,0,true");
    Trained trained = train(lesson, "logistic");
    assertThat(saw("weight")).containsExactly("weight [4.0, 8.0, 6.0]");
    Statistics.Column weight = baseline(lesson, trained).features().get("weight");
    assertThat(weight.mean()).hasValue(6.0);
    assertThat(weight.count()).isEqualTo(2);
    assertThat(weight.nulls()).isEqualTo(1);
  }

  @Test
  void the_kept_model_answers_and_its_answers_are_in_the_baseline() throws Exception {
    Lesson lesson = lesson("a,1,1,0,true", "b,2,2,0,false");
    Trained trained = train(lesson, "logistic");
    Path model = new ArtifactStore(lesson.artifacts()).path(trained.model());
    try (OnnxScorer scorer = OnnxScorer.open(model)) {
      assertThat(scorer.score(new float[] {9, 0, 9, 100}, 2)).containsExactly(0.5, 1.0);
    }
    Statistics.Column answers = baseline(lesson, trained).features().get("probability");
    assertThat(answers.count()).isEqualTo(2);
    assertThat(answers.mean()).hasValue(0.5);
  }

  @Test
  void without_an_example_nothing_is_trained() throws Exception {
    Lesson lesson = lesson("a,8,8,1,true", "b,3,3,1,", "a,6,8,9,true");
    assertThatThrownBy(() -> train(lesson, "logistic"))
        .isInstanceOf(NoDataException.class)
        .hasMessage("there are no examples with a known label from " + day(0) + " to " + day(7));
    assertThat(lesson.artifacts()).doesNotExist();
  }

  @Test
  void what_the_authors_code_does_wrong_is_said_in_a_sentence() throws Exception {
    Lesson lesson = lesson("a,1,1,2,true");
    assertThatThrownBy(() -> train(lesson, "failing"))
        .isInstanceOf(HandlerException.class)
        .hasMessageContaining("did not converge on 1 rows");
    assertThatThrownBy(() -> train(lesson, "forgetful"))
        .isInstanceOf(HandlerException.class)
        .hasMessage("trainer declares the outputs [kind, model, rows] and answered [rows]");
    assertThatThrownBy(() -> train(lesson, "mistaken"))
        .isInstanceOf(HandlerException.class)
        .hasMessage("trainer declares the output `model` as model and answered String");
    assertThatThrownBy(() -> train(lesson, "curious"))
        .isInstanceOf(HandlerException.class)
        .hasMessageContaining("takes `learningRate`")
        .hasMessageContaining("it declares [column, examples]");
    assertThatThrownBy(() -> train(lesson, "absent"))
        .isInstanceOf(HandlerException.class)
        .hasMessageContaining("exactly one public static method `absent`; it has 0");
  }

  private Lesson lesson(String... labels) throws Exception {
    return new Lesson(folder).weights("a,1", "b,2").labels(labels);
  }

  private Trained train(Lesson lesson, String handler) throws Exception {
    Context context =
        new Context() {
          @Override
          public void log(String metric, long step, double value) {
            log.add(metric + " " + step + " " + value);
          }

          @Override
          public void say(String line) {
            log.add(line);
          }
        };
    return new Training(folder, context).run(lesson.training(Lesson.model(), handler));
  }

  private List<String> saw(String start) {
    return log.stream().filter(line -> line.startsWith(start)).toList();
  }

  private static Statistics baseline(Lesson lesson, Trained trained) throws Exception {
    Path file = new ArtifactStore(lesson.artifacts()).path(trained.baseline());
    return Json.read(Files.readString(file), Statistics.class);
  }
}
