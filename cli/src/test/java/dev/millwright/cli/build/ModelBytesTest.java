package dev.millwright.cli.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.runtime.artifact.ArtifactStore;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.serving.StorePaths;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.RunState;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the bytes of the example's model are.
final class ModelBytesTest {
  private static final Address MODEL = Address.of(Kind.MODEL, "delay");

  @TempDir Path temporary;
  private ModelBytes bytes;
  private Component model;

  @BeforeEach
  void compiled() {
    Commit files = Commit.workTree(Path.of("../example-repo").toAbsolutePath().normalize());
    var compiled = (Checked.Ok<Compilation>) new Compiler().compile(files.tree(), Name.of("local"));
    model = compiled.value().release().at(MODEL);
    bytes = new ModelBytes(new StateFolder(temporary), files.tree(), model);
  }

  @Test
  void they_are_those_that_the_version_is_bound_to() throws IOException {
    Digest weights = keep("weights");
    Digest baseline = keep("baseline");
    try (Tracking tracking = Tracking.open(temporary.resolve("tracking.db"))) {
      tracking
          .bindings()
          .bindModel(
              new ModelBinding(model.version(), weights, baseline, "train-1", Instant.EPOCH));
    }

    var files = bytes.files(Optional.empty());

    assertThat(files).containsExactlyInAnyOrder(weights, baseline);
    assertThat(bytes.read(files).get(weights.hex())).asString(UTF_8).isEqualTo("weights");
  }

  @Test
  void or_those_that_a_run_made_whatever_it_is_bound_to() throws IOException {
    Digest other = keep("other");
    save(run("train-2", MODEL, Map.of("model", other)));

    assertThat(bytes.files(Optional.of("train-2"))).containsExactly(other);
  }

  @Test
  void a_run_of_something_else_and_one_without_a_model_are_refused() {
    save(run("judge-1", MODEL, Map.of()));
    save(run("train-3", Address.of(Kind.MODEL, "other"), Map.of("model", Digest.of("x"))));

    assertThatThrownBy(() -> bytes.files(Optional.of("judge-1")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the run `judge-1` made no model");
    for (String id : new String[] {"train-3", "nowhere"}) {
      assertThatThrownBy(() -> bytes.files(Optional.of(id)))
          .isInstanceOf(CommandFailure.class)
          .hasMessage("this machine has no run `" + id + "` of `delay`");
    }
  }

  @Test
  void a_version_that_nobody_trained_here_is_told() {
    assertThatThrownBy(() -> bytes.files(Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(model.label() + " was not trained on this machine");
    save(run("judge-1", MODEL, Map.of()));
    assertThatThrownBy(() -> bytes.files(Optional.empty())).isInstanceOf(CommandFailure.class);
  }

  @Test
  void bytes_that_are_gone_are_missed() throws IOException {
    Digest weights = keep("weights");
    Files.delete(new StorePaths(temporary).artifact(weights));

    assertThatThrownBy(() -> bytes.read(new TreeSet<>(java.util.Set.of(weights))))
        .isInstanceOf(IOException.class)
        .hasMessage("the bytes sha256:" + weights + " of `delay` are gone");
  }

  private Digest keep(String text) throws IOException {
    return new ArtifactStore(new StorePaths(temporary).artifacts()).keep(text.getBytes(UTF_8));
  }

  private void save(RunRecord run) {
    try (Tracking tracking = Tracking.open(temporary.resolve("tracking.db"))) {
      tracking.runs().save(run);
    }
  }

  private static RunRecord run(String id, Address about, Map<String, Digest> made) {
    return new RunRecord(
        id,
        "train",
        RunState.SUCCEEDED,
        about,
        Digest.of("version"),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(made),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }
}
