package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.edit.CutOffEdit;
import dev.millwright.compiler.hub.ItemContent;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.testkit.Cases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function that is an item of a hub.
final class HubTest {
  private static final Address FUNCTION = new Address(Kind.FUNCTION, Name.of("train-shared"));
  private static final Need.Item NEED =
      new Need.Item(
          HubReference.parse("hub://shared/train@1.2.0").orElseThrow(),
          "https://git.example.com/catalog.git",
          "HEAD",
          "");
  private static final String EDITS =
      """
      @ project.yaml
      +   hub:
      +     shared: {git: "https://git.example.com/catalog.git"}
      @ functions/train-shared.yaml
      + apiVersion: millwright.dev/v1
      + kind: Function
      + metadata: {name: train-shared}
      + spec:
      +   uses: hub://shared/train@1.2.0
      +   timeout: 20m
      """;

  @TempDir private Path temporary;
  private Path item;
  private Compiler compiler;

  @BeforeEach
  void copyTheItem() throws IOException {
    item = temporary.resolve("hub/shared/train");
    for (Map.Entry<String, byte[]> file :
        Cases.filesOf(Path.of("src/test/cases/hub/shared/train")).entrySet()) {
      Path copy = item.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.write(copy, file.getValue());
    }
    compiler = new Compiler(LockUse.KNOWN, new FolderItems(temporary.resolve("hub")));
  }

  @Test
  void it_is_what_the_item_says_and_what_the_project_says_of_its_running() throws IOException {
    Function function = (Function) component().definition();

    assertThat(function.handler()).contains("shared.Train::train");
    assertThat(function.source()).contains("hub://shared/train@1.2.0/src");
    assertThat(function.timeout()).isEqualTo(Duration.ofMinutes(20));
    assertThat(function.metadata().version()).isEmpty();
  }

  @Test
  void its_image_is_made_of_the_items_source() throws IOException {
    var source = component().image().orElseThrow().source().orElseThrow();

    assertThat(source.treeId()).isEqualTo(WorkTree.at(item).treeId("src").orElseThrow());
  }

  @Test
  void another_content_that_the_lock_pins_is_another_version_for_the_same_compiler()
      throws IOException {
    Component before = component();
    Files.writeString(item.resolve("src/shared/Train.java"), "package shared; class Train {}");
    Component after = component();

    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.image().orElseThrow().key()).isNotEqualTo(before.image().orElseThrow().key());
    assertThat(after.contract()).isEqualTo(before.contract());
  }

  @Test
  void content_that_moved_under_its_pin_is_refused() throws IOException {
    ProjectTree pinned = tree(lock());
    assertThat(compile(pinned)).isInstanceOf(Checked.Ok.class);
    Files.writeString(item.resolve("src/shared/Train.java"), "package shared; class Train {}");

    assertThat(compile(pinned))
        .isInstanceOf(Checked.Rejected.class)
        .satisfies(
            it ->
                assertThat(it.findings())
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Diagnostic::rule)
                    .containsExactly(Rule.HUB_ITEM));
  }

  @Test
  void what_is_to_be_pinned_grows_with_the_items_own_dependencies() throws IOException {
    ProjectTree tree = tree(Lock.of(List.of()));

    assertThat(names(compiler.lock(tree)))
        .containsExactly("train-delay", "hub://shared/train@1.2.0");
    assertThat(names(compiler.lock(tree, lock())))
        .containsExactly("train-delay", "train-shared", "hub://shared/train@1.2.0");
  }

  @Test
  void a_lock_is_read_back_as_it_was_written() throws IOException {
    assertThat(((Checked.Ok<LockStanding>) compiler.lock(tree(lock()))).value().lock())
        .contains(lock());
  }

  @Test
  void a_retraining_moves_the_cut_off_that_stands_beside_the_use() throws IOException {
    var files =
        EditedProject.edited(
            """
            @ models/shared.yaml
            + apiVersion: millwright.dev/v1
            + kind: Model
            + metadata: {name: shared}
            + spec:
            +   uses: hub://shared/recipe@1.0.0
            +   trainedBy:
            +     function: train-delay
            +     inputs: {examples: {featureVector: flight-features, since: 90d}}
            +     asOf: 2001-04-01T00:00:00Z
            """);
    ProjectTree tree = EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
    Instant moved = Instant.parse("2001-05-01T00:00:00Z");

    assertThat(CutOffEdit.of(tree, Name.of("shared"), moved).orElseThrow().text())
        .contains("asOf: 2001-05-01T00:00:00Z");
  }

  private static List<String> names(Checked<LockStanding> standing) {
    return ((Checked.Ok<LockStanding>) standing).value().needs().stream().map(Need::name).toList();
  }

  private Lock lock() {
    var content = new ItemContent(WorkTree.at(item)).digest();
    return Lock.of(List.of(new LockEntry.Item(NEED, "0".repeat(40), content)));
  }

  private ProjectTree tree(Lock lock) throws IOException {
    var files = EditedProject.edited(EDITS);
    files.put(Lock.FILE, LockText.of(lock).getBytes(StandardCharsets.UTF_8));
    return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
  }

  private Checked<Compilation> compile(ProjectTree tree) {
    return compiler.compile(tree, Name.of("local"));
  }

  private Component component() throws IOException {
    return ((Checked.Ok<Compilation>) compile(tree(lock()))).value().release().at(FUNCTION);
  }
}
