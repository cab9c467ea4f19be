package dev.millwright.reconciler.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A catalog in a real repository, fetched by its URL.
final class GitCatalogsTest {
  private static final String SOURCE = "functions/train/src/shared/Train.java";
  private static final String FUNCTION =
      """
      apiVersion: millwright.dev/v1
      kind: Function
      metadata: {name: train, version: 1.2.0}
      spec: {type: job, runtime: java, source: src, handler: "shared.Train::train"}
      """;

  @RegisterExtension final TemporaryRepository catalog = TemporaryRepository.create();
  @TempDir Path folder;
  private GitCatalogs catalogs;
  private String first;

  @BeforeEach
  void publish() {
    first =
        catalog
            .write("functions/train/function.yaml", FUNCTION)
            .write(SOURCE, "package shared; class Train {}")
            .commit("Train");
    catalogs = new GitCatalogs(folder);
  }

  @AfterEach
  void close() {
    catalogs.close();
  }

  @Test
  void an_item_is_pinned_to_the_commit_of_its_branch_and_to_its_files() {
    LockEntry.Item pin = catalogs.pin(need("train", "1.2.0", "main"));

    assertThat(pin.commit()).isEqualTo(first);
    assertThat(catalogs.pin(need("train", "1.2.0", "HEAD")).content()).isEqualTo(pin.content());
    assertThat(source(pin)).isEqualTo("package shared; class Train {}");
  }

  @Test
  void a_change_elsewhere_in_the_catalog_leaves_the_content() {
    LockEntry.Item before = catalogs.pin(need("train", "1.2.0", "main"));
    String next = catalog.write("functions/other/notes.txt", "more").commit("Other");
    LockEntry.Item after = catalogs.pin(need("train", "1.2.0", "main"));

    assertThat(after.commit()).isEqualTo(next);
    assertThat(after.content()).isEqualTo(before.content());
  }

  @Test
  void a_tag_of_the_version_goes_before_the_branch() throws Exception {
    tag("train/v1.2.0");
    catalog.replace("functions/train/function.yaml", "1.2.0", "1.3.0").commit("Train 1.3");

    assertThat(catalogs.pin(need("train", "1.2.0", "main")).commit()).isEqualTo(first);
    assertThat(catalogs.pin(need("train", "1.3.0", "main")).commit()).isNotEqualTo(first);
  }

  @Test
  void a_tag_that_moves_after_locking_moves_nothing() throws Exception {
    tag("train/v1.2.0");
    LockEntry.Item pin = catalogs.pin(need("train", "1.2.0", "main"));
    catalog.write(SOURCE, "package shared; class Train { int harm; }").commit("Harm");
    tag("train/v1.2.0");
    LockEntry.Item now = catalogs.pin(need("train", "1.2.0", "main"));

    assertThat(source(pin)).isEqualTo("package shared; class Train {}");
    assertThat(now.commit()).isNotEqualTo(pin.commit());
    assertThat(now.content()).isNotEqualTo(pin.content());
  }

  @Test
  void what_was_fetched_once_serves_without_its_catalog() throws IOException {
    LockEntry.Item pin = catalogs.pin(need("train", "1.2.0", "main"));
    catalogs.close();
    Files.move(catalog.root().resolve(".git"), catalog.root().resolve("gone"));
    try (var offline = new GitCatalogs(folder)) {
      assertThat(offline.find(pin)).isPresent();
      assertThatThrownBy(() -> offline.pin(pin.need()))
          .isInstanceOf(CatalogFailure.class)
          .hasMessageContaining("cannot be fetched");
    }
  }

  @Test
  void a_machine_that_has_not_fetched_it_yet_fetches_what_is_pinned(@TempDir Path elsewhere) {
    LockEntry.Item pin = catalogs.pin(need("train", "1.2.0", "main"));
    try (var other = new GitCatalogs(elsewhere)) {
      assertThat(other.find(pin)).isPresent();
      var lost = new LockEntry.Item(pin.need(), "1".repeat(40), pin.content());
      assertThat(other.find(lost)).isEmpty();
    }
  }

  @Test
  void a_misspelt_item_is_answered_with_the_one_that_was_meant() {
    assertFails(need("trian", "1.2.0", "main"), "has no item `trian`", "did you mean `train`?");
  }

  @Test
  void another_version_is_answered_with_those_that_have_a_tag() throws Exception {
    tag("train/v1.2.0");
    assertFails(need("train", "2.0.0", "main"), "is `1.2.0`", "versions with a tag: 1.2.0");
  }

  @Test
  void a_branch_that_is_not_there_is_said() {
    assertFails(need("train", "1.2.0", "mian"), "no branch and no tag `mian`", "git ls-remote");
  }

  @Test
  void a_link_in_an_item_is_not_followed() throws IOException {
    Files.createSymbolicLink(
        catalog.root().resolve("functions/train/passwords"), Path.of("/etc/passwd"));
    catalog.commit("Link");
    assertFails(need("train", "1.2.0", "main"), "is a symbolic link", "");
  }

  @Test
  void no_url_that_runs_a_program_gets_this_far() {
    assertThatThrownBy(
            () ->
                new Need.Item(
                    HubReference.parse("hub://flights/train@1.2.0").orElseThrow(),
                    "ext::sh -c touch% /tmp/harm",
                    "main",
                    ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertFails(Need.Item need, String message, String hint) {
    assertThatThrownBy(() -> catalogs.pin(need))
        .isInstanceOf(CatalogFailure.class)
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(CatalogFailure.class))
        .satisfies(failure -> assertThat(failure.hint()).contains(hint));
  }

  private Need.Item need(String item, String version, String ref) {
    return new Need.Item(
        HubReference.parse("hub://flights/" + item + "@" + version).orElseThrow(),
        "file://" + catalog.root(),
        ref,
        "functions");
  }

  private String source(LockEntry.Item pin) {
    ProjectTree tree = catalogs.find(pin).orElseThrow();
    return new String(tree.read("src/shared/Train.java"), StandardCharsets.UTF_8);
  }

  private void tag(String name) throws Exception {
    try (Git git = Git.open(catalog.root().toFile())) {
      git.tag().setName(name).setForceUpdate(true).call();
    }
  }
}
