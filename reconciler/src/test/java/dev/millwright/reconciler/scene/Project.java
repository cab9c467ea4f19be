package dev.millwright.reconciler.scene;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.engine.Conditions;
import dev.millwright.reconciler.engine.Intents;
import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.BaselineBinding;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.RevisionRecord;
import dev.millwright.tracking.SnapshotBinding;
import dev.millwright.tracking.StoryLine;
import dev.millwright.tracking.Tracking;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The example project in a real repository, compiled and live, with a real record, on a pretended
/// platform.
///
/// @param root takes the state
public record Project(
    TemporaryRepository repository,
    Path root,
    Release release,
    String revision,
    Tracking tracking,
    PretendPlatform platform)
    implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  private static final Conditions DRIFTED =
      (condition, values) -> Boolean.TRUE.equals(values.get("drifted"));

  public static Project live(TemporaryRepository repository, Path root) {
    return live(repository, root, _ -> {});
  }

  /// @param edit changes the example before it is committed
  public static Project live(
      TemporaryRepository repository, Path root, Consumer<TemporaryRepository> edit) {
    repository.copyTree(Path.of("../example-repo"));
    edit.accept(repository);
    String revision = repository.commit("First");
    Checked<Compilation> compiled =
        new Compiler()
            .compile(GitTrees.at(repository.git().getRepository(), revision, ""), Name.of("local"));
    if (!(compiled instanceof Checked.Ok<Compilation>(var compilation, var _))) {
      throw new AssertionError(compiled.findings());
    }
    Project project =
        new Project(
            repository,
            root,
            compilation.release(),
            revision,
            Tracking.open(new StateLayout(root).trackingFile()),
            new PretendPlatform());
    project.record();
    return project;
  }

  private void record() {
    tracking.releases().keep(release, NOW);
    tracking
        .releases()
        .note(new RevisionRecord(revision, NOW, Optional.of(release.id()), List.of()));
    tracking.pointers().live(release.id());
    tracking.pointers().dataClock(release.clockStartsAt().orElseThrow());
    for (Component set : release.of(Kind.FEATURE_SET)) {
      tracking.bindings().appendSnapshot(snapshot(set));
    }
    Component model = release.at(Kind.MODEL, Name.of("delay"));
    tracking
        .bindings()
        .bindModel(new ModelBinding(model.version(), Digest.of("m"), baseline(), "train", NOW));
    tracking
        .bindings()
        .bindBaseline(
            new BaselineBinding(
                release.at(Kind.MONITOR, Name.of("delay-drift")).version(),
                model.version(),
                baseline(),
                NOW));
  }

  private static SnapshotBinding snapshot(Component set) {
    return new SnapshotBinding(
        set.version(),
        Digest.of(set.address().toString()),
        Optional.empty(),
        new TreeMap<>(),
        "first-" + set.address().name(),
        NOW);
  }

  /// The digest of the training statistics of the model in service.
  public Digest baseline() {
    return Digest.of("baseline");
  }

  public World world() {
    return world(() -> NOW);
  }

  public World world(InstantSource clock) {
    return world(DRIFTED, clock, PinnedItems.none());
  }

  public World world(Conditions conditions) {
    return world(conditions, () -> NOW, PinnedItems.none());
  }

  /// @param items gives the files of what commits take from hubs
  public World world(PinnedItems items) {
    return world(DRIFTED, () -> NOW, items);
  }

  private World world(Conditions conditions, InstantSource clock, PinnedItems items) {
    StateLayout layout = new StateLayout(root);
    return new World(
        tracking,
        platform,
        (_, _) -> new ImageAt(Digest.of("image"), root.resolve("lib"), List.of(root)),
        conditions,
        layout,
        repository.git().getRepository(),
        "",
        clock,
        Intents.unwatched(),
        items);
  }

  /// The sentences of the story, in order.
  public List<String> story() {
    return tracking.story().after(0).stream().map(StoryLine::sentence).toList();
  }

  @Override
  public void close() {
    tracking.close();
  }
}
