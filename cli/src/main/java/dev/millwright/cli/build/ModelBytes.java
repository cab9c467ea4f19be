package dev.millwright.cli.build;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.serving.StorePaths;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.RunRecord;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where the bytes of a model's version are: in the commit, or where this machine keeps what
/// trainings made.
public record ModelBytes(StateFolder state, ProjectTree tree, Component model) {
  /// The digests of the model's files: its own, and that of its training's statistics.
  ///
  /// @param run the one whose bytes are meant; absent for those that the version is bound to
  /// @throws CommandFailure when there are none
  public SortedSet<Digest> files(Optional<String> run) {
    Optional<Digest> file = model.artifact();
    if (file.isPresent()) {
      return new TreeSet<>(Set.of(file.get()));
    }
    Optional<Tracking> store = Tracking.read(state.root().resolve("tracking.db"));
    if (store.isEmpty()) {
      throw untrained();
    }
    try (Tracking tracking = store.get()) {
      return run.map(it -> ofRun(tracking, it)).orElseGet(() -> bound(tracking));
    }
  }

  private SortedSet<Digest> bound(Tracking tracking) {
    ModelBinding binding = tracking.bindings().model(model.version()).orElseThrow(this::untrained);
    return new TreeSet<>(Set.of(binding.model(), binding.baseline()));
  }

  private SortedSet<Digest> ofRun(Tracking tracking, String id) {
    SortedMap<String, Digest> made =
        tracking
            .runs()
            .find(id)
            .filter(it -> it.component().equals(model.address()))
            .map(RunRecord::artifacts)
            .orElseThrow(() -> failed("this machine has no run `" + id + "` of " + name(), ""));
    if (!made.containsKey("model")) {
      throw failed("the run `" + id + "` made no model", "");
    }
    return new TreeSet<>(made.values());
  }

  private CommandFailure untrained() {
    return failed(
        model.label() + " was not trained on this machine",
        "`millwright up` trains what the commit has; --commit and --environment say which one is meant");
  }

  private static CommandFailure failed(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message, hint);
  }

  private String name() {
    return "`" + model.address().name() + "`";
  }

  /// The files by their digests.
  ///
  /// @throws IOException also when the store has lost one
  public SortedMap<String, byte[]> read(SortedSet<Digest> files) throws IOException {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    Optional<Model.Artifact> own = ((Model) model.definition()).artifact();
    for (Digest file : files) {
      bytes.put(file.hex(), own.isPresent() ? committed(own.get()) : kept(file));
    }
    return bytes;
  }

  private byte[] committed(Model.Artifact file) throws IOException {
    try (InputStream content = tree.open(file.path())) {
      return content.readAllBytes();
    }
  }

  private byte[] kept(Digest file) throws IOException {
    try {
      return Files.readAllBytes(new StorePaths(state.root()).artifact(file));
    } catch (NoSuchFileException e) {
      throw new IOException("the bytes sha256:" + file + " of " + name() + " are gone", e);
    }
  }
}
