package dev.millwright.cli.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.Libraries;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.reconciler.hub.CatalogFailure;
import dev.millwright.reconciler.hub.GitCatalogs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.ImageReference;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A project that uses an item of a real catalog, from an empty lock to one that pins it all.
final class LockingTest {
  private static final Instant NOW = Instant.parse("2001-04-01T00:00:00Z");
  private static final Need.Libraries LIBRARIES =
      new Need.Libraries(Name.of("train-shared"), List.of("group:near:1"));

  @RegisterExtension final TemporaryRepository catalog = TemporaryRepository.create();
  @TempDir Path project;
  @TempDir Path cache;
  private final List<String> progress = new ArrayList<>();
  private GitCatalogs catalogs;
  private String registry = "";

  @BeforeEach
  void write() throws IOException {
    catalog
        .write("train/src/shared/Train.java", "package shared; class Train {}")
        .write(
            "train/function.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Function
            metadata: {name: train, version: 1.2.0}
            spec:
              type: job
              runtime: java
              source: src
              handler: shared.Train::train
              build: {dependencies: ["group:near:1"]}
            """)
        .commit("Train");
    Files.writeString(
        project.resolve("project.yaml"),
        """
        apiVersion: millwright.dev/v1
        kind: Project
        metadata: {name: shared}
        spec:
          hub:
            flights: {git: "file://%s"}
        ---
        apiVersion: millwright.dev/v1
        kind: Function
        metadata: {name: train-shared}
        spec: {uses: "hub://flights/train@1.2.0"}
        """
            .formatted(catalog.root()));
    catalogs = new GitCatalogs(cache);
  }

  @AfterEach
  void close() {
    catalogs.close();
  }

  @Test
  void items_are_pinned_first_and_then_what_they_bring() throws IOException {
    Renewal renewal = renewed(new Upgrade.Nothing());

    assertThat(progress).containsExactly("hub://flights/train@1.2.0", "train-shared");
    assertThat(renewal.lock().entries())
        .extracting(entry -> entry.need().name())
        .containsExactly("train-shared", "hub://flights/train@1.2.0");
    assertThat(strict().validate(tree())).isInstanceOf(Checked.Ok.class);
  }

  @Test
  void before_that_a_strict_reader_is_told_what_is_not_pinned() {
    assertThat(strict().validate(tree()).findings())
        .extracting(Diagnostic::rule)
        .containsExactly(Rule.NOT_PINNED);
  }

  @Test
  void what_is_pinned_is_not_asked_for_again_and_needs_no_catalog() throws IOException {
    renewed(new Upgrade.Nothing());
    Files.move(catalog.root().resolve(".git"), catalog.root().resolve("gone"));

    assertThat(renewed(new Upgrade.Nothing()).changes()).isEmpty();
    assertThatThrownBy(() -> renewed(new Upgrade.Everything())).isInstanceOf(CatalogFailure.class);
  }

  @Test
  void an_item_moves_when_it_is_named_and_its_libraries_with_it() throws IOException {
    renewed(new Upgrade.Nothing());
    catalog.replace("train/function.yaml", "near", "far").commit("Farther");

    assertThat(renewed(new Upgrade.Nothing()).changes()).isEmpty();
    Renewal moved = renewed(new Upgrade.Named("flights/train"));
    assertThat(moved.changes())
        .extracting(LockChange::what, LockChange::name, LockChange::detail)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                LockChange.What.ADDED, "train-shared", "group:far:1"),
            org.assertj.core.groups.Tuple.tuple(
                LockChange.What.DROPPED, "train-shared", "group:near:1"));
    assertThat(moved.lock().libraries(LIBRARIES)).isEmpty();
  }

  @Test
  void a_pin_that_cannot_be_met_drops_nothing_until_it_is_upgraded() throws IOException {
    Lock good = renewed(new Upgrade.Nothing()).lock();
    LockEntry.Item pin = good.of(LockEntry.Item.class).getFirst();
    LockFile.write(
        project, good.with(new LockEntry.Item(pin.need(), pin.commit(), Digest.of("other"))));

    Checked<Locking.Needs> refused = locking().needs(new Upgrade.Nothing());
    assertThat(refused.findings()).extracting(Diagnostic::rule).containsExactly(Rule.HUB_ITEM);
    assertThat(renewed(new Upgrade.Everything()).lock()).isEqualTo(good);
  }

  @Test
  void an_image_is_pinned_and_moves_with_the_function_that_asks_for_it() throws IOException {
    Need.Image image = writeImage();
    registry = "one";
    assertThat(renewed(new Upgrade.Nothing()).lock().image(image)).contains(Digest.of("one"));
    assertThat(strict().validate(tree())).isInstanceOf(Checked.Ok.class);

    registry = "other";
    assertThat(renewed(new Upgrade.Nothing()).changes()).isEmpty();
    assertThat(renewed(new Upgrade.Named("outside")).lock().image(image))
        .contains(Digest.of("other"));
  }

  @Test
  void an_image_that_cannot_be_had_is_told_where_it_is_named() throws IOException {
    Need.Image image = writeImage();
    var needs = (Checked.Ok<Locking.Needs>) locking().needs(new Upgrade.Nothing());

    assertThatThrownBy(() -> locking().renewal(needs.value(), new Upgrade.Nothing()))
        .isInstanceOfSatisfying(
            PinFailure.class,
            failure -> {
              assertThat(failure).hasMessage("there is no image `localhost:5000/train:1`");
              assertThat(failure.hint()).isEqualTo("look again");
              assertThat(failure.need()).isEqualTo(image);
            });
    assertThat(needs.value().standing().asking(image))
        .hasValueSatisfying(it -> assertThat(it.place()).hasToString("outside.yaml:4:46"));
  }

  @Test
  void what_the_pom_of_an_item_declares_is_resolved_by_that_pom() throws IOException {
    catalog.write("train/src/pom.xml", "<project/>").commit("Be a Maven project");

    Lock lock = renewed(new Upgrade.Nothing()).lock();
    var need =
        new Need.Libraries(
            LIBRARIES.function(), LIBRARIES.dependencies(), Optional.of(Digest.of("<project/>")));
    assertThat(lock.libraries(need).orElseThrow())
        .extracting(LockedLibrary::coordinate)
        .containsExactly("group:near:1", "of:pom:10");
    assertThat(strict().validate(tree())).isInstanceOf(Checked.Ok.class);
  }

  private Need.Image writeImage() throws IOException {
    Files.writeString(
        project.resolve("outside.yaml"),
        """
        apiVersion: millwright.dev/v1
        kind: Function
        metadata: {name: outside}
        spec: {type: job, runtime: container, image: localhost:5000/train:1}
        """);
    return new Need.Image(new ImageReference("localhost:5000/train:1"));
  }

  private Renewal renewed(Upgrade upgrade) throws IOException {
    progress.clear();
    Locking locking = locking();
    var needs = (Checked.Ok<Locking.Needs>) locking.needs(upgrade);
    Renewal renewal = locking.renewal(needs.value(), upgrade);
    LockFile.write(project, renewal.lock());
    return renewal;
  }

  private Locking locking() {
    Libraries libraries =
        roots ->
            Stream.concat(
                    roots.coordinates().stream(),
                    roots.pom().stream().map(it -> "of:pom:" + new String(it, UTF_8).length()))
                .map(it -> new LockedLibrary(it, Digest.of(it)))
                .toList();
    return new Locking(
        new Compiler(LockUse.KNOWN, catalogs),
        tree(),
        new Outside(libraries, catalogs::pin, this::digest, LockingTest::closure, NOW),
        need -> progress.add(need.name()));
  }

  private Digest digest(ImageReference image) {
    if (registry.isEmpty()) {
      throw new RegistryFailure(
          "there is no image `" + image + "`", "look again", new IOException());
    }
    return Digest.of(registry);
  }

  private static LockEntry.Wheels closure(Need.Requirements need) {
    throw new AssertionError("nothing is in Python: " + need);
  }

  private Compiler strict() {
    return new Compiler(LockUse.REQUIRED, catalogs);
  }

  private ProjectTree tree() {
    return WorkTree.at(project);
  }
}
