package dev.millwright.offline.judge;

import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.examples.Examples;
import dev.millwright.offline.examples.Filling;
import dev.millwright.offline.examples.NoDataException;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.join.VectorColumns;
import dev.millwright.offline.train.Scores;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.model.OnnxScorer;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.ModelFiles;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model.TrainedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/// One judgement: the candidate and the model in service on the same held-out examples, `[asOf −
/// holdOut, asOf)` with labels known by `asOf`, each filled with its own training statistics; then
/// the gates.
public final class Judgement {
  private static final String LIVE = "live.";

  private final Path work;

  public Judgement(Path work) {
    this.work = work;
  }

  /// @throws NoDataException when nothing was held out: no data never means that a gate holds
  public JobResult.Judged run(Job.Judge job) throws IOException, SQLException, NoDataException {
    SortedMap<String, Double> metrics = measure(job, job.vector(), job.sets(), job.candidate());
    if (job.live().isPresent()) {
      Job.LiveModel live = job.live().get();
      measure(job, live.vector(), live.sets(), live.files())
          .forEach((name, value) -> metrics.put(LIVE + name, value));
    }
    SortedMap<String, Object> scope = GateScope.of(job.model().gates(), job.outputs(), metrics);
    List<JobResult.Gate> gates =
        job.model().gates().stream().map(gate -> gate(gate, scope)).toList();
    return new JobResult.Judged(gates.stream().allMatch(JobResult.Gate::passed), metrics, gates);
  }

  private SortedMap<String, Double> measure(
      Job.Judge job, FeatureVector vector, Map<Name, SetAt> sets, ModelFiles files)
      throws IOException, SQLException, NoDataException {
    TrainedBy how = job.model().trainedBy();
    Stretch heldOut = Stretch.until(how.cutOff().minus(how.holdOut()), how.cutOff());
    try (Engine engine = Engine.open(work);
        OnnxScorer scorer = OnnxScorer.open(files.model())) {
      Examples examples = Examples.of(engine, vector, sets, heldOut, work);
      if (examples.rows() == 0) {
        throw new NoDataException(
            "there are no held-out examples with a known label from %s to %s"
                .formatted(how.cutOff().minus(how.holdOut()), how.cutOff()));
      }
      Statistics statistics = Json.read(Files.readString(files.baseline()), Statistics.class);
      Filling.of(vector, VectorColumns.declarations(sets), statistics).fill(examples);
      return Metrics.of(Scores.of(scorer, examples), examples.labels());
    }
  }

  private static JobResult.Gate gate(Formula gate, SortedMap<String, Object> scope) {
    List<String> names = new ArrayList<>(gate.expression().names());
    Object[] row = names.stream().map(scope::get).toArray();
    boolean held =
        Boolean.TRUE.equals(ExpressionCompiler.compile(gate.expression(), names).evaluate(row));
    return new JobResult.Gate(gate.text(), held, sentence(gate, gate.expression(), scope));
  }

  private static String sentence(
      Formula gate, Expression expression, SortedMap<String, Object> scope) {
    List<String> values =
        expression.names().stream().map(name -> name + " is " + words(scope.get(name))).toList();
    return gate.text() + ": " + String.join(", ", values);
  }

  private static String words(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> "unknown";
      case Double number -> String.format(Locale.ROOT, "%.4f", number);
      default -> value.toString();
    };
  }
}
