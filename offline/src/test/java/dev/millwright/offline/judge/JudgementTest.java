package dev.millwright.offline.judge;

import static dev.millwright.offline.Declarations.columns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millwright.offline.Declarations;
import dev.millwright.offline.Lesson;
import dev.millwright.offline.authors.OnnxBytes;
import dev.millwright.offline.examples.NoDataException;
import dev.millwright.runtime.model.PositiveClass;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.LiveModel;
import dev.millwright.spec.job.Job.ModelFiles;
import dev.millwright.spec.job.JobResult.Gate;
import dev.millwright.spec.job.JobResult.Judged;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Judging takes days 7 to 10. The candidate answers the logistic function of `x`.
final class JudgementTest {
  private static final List<NamedType> SCOPE =
      columns(
          "auc float64, brier float64, examples int64, live.auc float64?, kind string, rows int64,"
              + " novelty float64?");
  private static final String[] LABELS = {
    // Never judged: before the held-out stretch, known too late, without a label.
    "a,6.9,7,-99,true",
    "a,9.9,10.1,-99,true",
    "a,9,9,-99,",
    "a,7,7,2,true",
    "a,8,8,1,false",
    "a,9,9,-1,true",
    "a,9.5,10,-2,false"
  };

  @TempDir Path folder;

  @Test
  void the_candidate_is_measured_on_the_held_out_examples() throws Exception {
    Judged judged = judge(Optional.empty());
    assertThat(judged.passed()).isTrue();
    assertThat(judged.metrics()).containsEntry("examples", 4.0).containsEntry("auc", 0.75);
    double brier =
        (square(1 - logistic(2))
                + square(logistic(1))
                + square(1 - logistic(-1))
                + square(logistic(-2)))
            / 4;
    assertThat(judged.metrics().get("brier")).isCloseTo(brier, within(1e-6));
    assertThat(judged.metrics().keySet()).noneMatch(name -> name.startsWith("live."));
  }

  @Test
  void each_gate_is_answered_with_the_numbers_that_it_names() throws Exception {
    Judged judged = judge(Optional.empty(), gate("auc >= 0.7"), gate("auc >= 0.8"));
    assertThat(judged.passed()).isFalse();
    assertThat(judged.gates())
        .containsExactly(
            new Gate("auc >= 0.7", true, "auc >= 0.7: auc is 0.7500"),
            new Gate("auc >= 0.8", false, "auc >= 0.8: auc is 0.7500"));
  }

  @Test
  void of_a_first_model_live_is_unknown() throws Exception {
    Judged judged =
        judge(
            Optional.empty(), gate("live.auc IS NULL OR auc >= live.auc"), gate("auc >= live.auc"));
    assertThat(judged.gates()).extracting(Gate::passed).containsExactly(true, false);
    assertThat(judged.gates().getLast().sentence()).contains("live.auc is unknown");
  }

  @Test
  void the_model_in_service_is_measured_on_the_same_examples() throws Exception {
    // It answers the logistic function of the weight, the same for all.
    Judged judged =
        judge(
            Optional.of(files("live", 0)),
            gate("live.auc IS NULL OR auc >= live.auc + 0.2"),
            gate("live.auc IS NULL OR auc >= live.auc + 0.3"));
    assertThat(judged.metrics()).containsEntry("live.auc", 0.5).containsEntry("live.examples", 4.0);
    assertThat(judged.gates()).extracting(Gate::passed).containsExactly(true, false);
  }

  @Test
  void gates_may_name_what_the_training_answered_whatever_its_type() throws Exception {
    Judged judged =
        judge(
            Optional.empty(),
            gate("kind = 'logistic'"),
            gate("rows / 2 = 1"),
            gate("examples > 3"));
    assertThat(judged.gates()).extracting(Gate::passed).containsExactly(true, true, true);
  }

  @Test
  void a_gate_that_names_what_nobody_measured_stays_closed() throws Exception {
    Judged judged = judge(Optional.empty(), gate("novelty > 0"), gate("NOT (novelty > 0)"));
    assertThat(judged.passed()).isFalse();
    assertThat(judged.gates())
        .containsExactly(
            new Gate("novelty > 0", false, "novelty > 0: novelty is unknown"),
            new Gate("NOT (novelty > 0)", false, "NOT (novelty > 0): novelty is unknown"));
  }

  @Test
  void a_metric_that_cannot_be_measured_opens_no_gate() throws Exception {
    Judged judged = judgeOn(Optional.empty(), new String[] {"a,8,8,1,true"}, gate("auc >= 0.0"));
    assertThat(judged.metrics().get("auc")).isNaN();
    assertThat(judged.passed()).isFalse();
    assertThat(Json.read(Json.write(judged), Judged.class)).isEqualTo(judged);
  }

  @Test
  void without_a_held_out_example_there_is_no_judgement() {
    assertThatThrownBy(() -> judgeOn(Optional.empty(), new String[] {"a,6,6,1,true"}))
        .isInstanceOf(NoDataException.class)
        .hasMessageStartingWith("there are no held-out examples");
  }

  private static Formula gate(String text) {
    return Declarations.formula(text, SCOPE);
  }

  private Judged judge(Optional<ModelFiles> live, Formula... gates) throws Exception {
    return judgeOn(live, LABELS, gates);
  }

  private Judged judgeOn(Optional<ModelFiles> live, String[] labels, Formula... gates)
      throws Exception {
    Lesson lesson = new Lesson(folder).weights("a,1").labels(labels);
    SortedMap<String, String> outputs = new TreeMap<>();
    outputs.put("kind", "logistic");
    outputs.put("rows", "3");
    return new Judgement(folder)
        .run(
            new Job.Judge(
                Lesson.model(gates),
                Lesson.vectorOf(),
                lesson.sets(),
                outputs,
                files("candidate", 1),
                live.map(files -> new LiveModel(Lesson.vectorOf(), lesson.sets(), files))));
  }

  private ModelFiles files(String name, int column) throws Exception {
    Path model = folder.resolve(name + ".onnx");
    Files.write(model, PositiveClass.noted(OnnxBytes.logistic(2), column));
    Path baseline = folder.resolve(name + ".json");
    Files.writeString(baseline, Json.write(new Statistics(1, new TreeMap<>())));
    return new ModelFiles(model, baseline);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double square(double x) {
    return x * x;
  }
}
