package dev.millwright.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.join.PointInTimeJoin;
import dev.millwright.offline.join.Stretch;
import dev.millwright.offline.judge.Judgement;
import dev.millwright.offline.train.Training;
import dev.millwright.runtime.artifact.ArtifactStore;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.sdk.Context;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.ModelFiles;
import dev.millwright.spec.job.Job.SetAt;
import dev.millwright.spec.job.JobResult.Judged;
import dev.millwright.spec.job.JobResult.Trained;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.Selected;
import dev.millwright.spec.resource.Model;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The example project's data, from its files to a judgement, as its release says.
@TestInstance(Lifecycle.PER_CLASS)
final class ExampleProjectTest {
  private static final Path PROJECT = Path.of("../example-repo");
  private static final List<String> SETS = List.of("airports", "flight-outcomes", "origin-delays");

  private final SortedMap<Name, SetAt> sets = new TreeMap<>();
  private Path folder;
  private FeatureVector vector;
  private Model model;

  @BeforeAll
  void ingest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Release release = release();
    vector =
        (FeatureVector) release.at(Kind.FEATURE_VECTOR, Name.of("flight-features")).definition();
    model = (Model) release.at(Kind.MODEL, Name.of("delay")).definition();
    for (String name : SETS) {
      ingest(release.at(Kind.FEATURE_SET, Name.of(name)));
    }
  }

  @Test
  void what_was_trained_on_is_what_a_request_gets() throws Exception {
    Path joined = folder.resolve("joined.parquet");
    Stretch stretch =
        Stretch.until(Instant.parse("2001-02-10T00:00:00Z"), Instant.parse("2001-02-12T00:00:00Z"));
    try (Engine engine = Engine.open(folder)) {
      new PointInTimeJoin(engine, vector, sets).write(stretch, joined);
    }
    List<NamedType> columns = new ArrayList<>(vector.request().subList(0, 2));
    vector
        .features()
        .forEach(selected -> columns.add(new NamedType(selected.alias(), type(selected))));
    List<List<Object>> rows = Tables.read(joined, columns);
    assertThat(rows).hasSizeGreaterThan(1_000);
    SortedMap<Name, OnlineStore> stores = new TreeMap<>();
    for (Name name : List.of(Name.of("airports"), Name.of("origin-delays"))) {
      stores.put(name, OnlineStore.open(online(name), sets.get(name).set()));
    }
    for (int row = 0; row < rows.size(); row += 7) {
      assertThat(online(stores, rows.get(row))).isEqualTo(rows.get(row).subList(2, columns.size()));
    }
    stores.values().forEach(OnlineStore::close);
  }

  @Test
  void a_model_is_trained_and_judged_on_what_it_has_not_seen() throws Exception {
    Context silent =
        new Context() {
          @Override
          public void log(String metric, long step, double value) {}

          @Override
          public void say(String line) {}
        };
    Path artifacts = folder.resolve("artifacts");
    Trained trained =
        new Training(folder, silent)
            .run(
                new Job.Train(
                    model, vector, sets, Lesson.function("quiet"), Lesson.code(), artifacts));
    ArtifactStore store = new ArtifactStore(artifacts);
    Judged judged =
        new Judgement(folder)
            .run(
                new Job.Judge(
                    model,
                    vector,
                    sets,
                    trained.outputs(),
                    new ModelFiles(store.path(trained.model()), store.path(trained.baseline())),
                    Optional.empty()));
    assertThat(trained.examples()).isGreaterThan(50_000);
    assertThat(judged.metrics().get("examples")).isGreaterThan(10_000);
    // Flights are later in the evening, so that even the mere hour tells something, and not enough.
    assertThat(judged.metrics().get("auc")).isBetween(0.5, 0.63);
    assertThat(judged.passed()).isFalse();
  }

  private void ingest(Component component) throws Exception {
    FeatureSet set = (FeatureSet) component.definition();
    Name name = set.metadata().name();
    Path offline = folder.resolve("offline").resolve(name.toString());
    List<Path> files =
        component.sources().keySet().stream().map(file -> PROJECT.resolve(file)).toList();
    assertThat(files).hasSize(1);
    var ingested =
        new Ingest(folder)
            .run(
                new Job.Ingest(
                    set,
                    component.version(),
                    offline,
                    Optional.of(online(name)).filter(_ -> set.online()),
                    files,
                    Optional.of(model.trainedBy().cutOff())));
    sets.put(name, new SetAt(set, offline, ingested.snapshot()));
  }

  private Path online(Name name) {
    return folder.resolve("online").resolve(name + ".db");
  }

  private List<Object> online(SortedMap<Name, OnlineStore> stores, List<Object> row) {
    List<Object> values = new ArrayList<>();
    for (Selected selected : vector.features()) {
      Name name = selected.feature().featureSet();
      List<FeatureValue> read =
          stores.get(name).read(List.of(row.get(0)), (Instant) row.get(1)).values();
      values.add(read.get(index(selected)).value());
    }
    return values;
  }

  private int index(Selected selected) {
    FeatureSet set = sets.get(selected.feature().featureSet()).set();
    return set.features().stream()
        .map(FeatureSet.Feature::name)
        .toList()
        .indexOf(selected.feature().feature());
  }

  private dev.millwright.spec.expression.DataType type(Selected selected) {
    FeatureSet set = sets.get(selected.feature().featureSet()).set();
    return set.features().get(index(selected)).type();
  }

  private static Release release() {
    Checked<Compilation> checked = new Compiler().compile(WorkTree.at(PROJECT), Name.of("local"));
    return switch (checked) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
      case Checked.Rejected<Compilation>(var findings) -> throw new AssertionError(findings);
    };
  }
}
