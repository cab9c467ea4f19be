package dev.millwright.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.build.NeededImages.Needed;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.testkit.TemporaryRepository;
import dev.millwright.tracking.Tracking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Which images somebody may still ask for.
final class NeededImagesTest {
  private static final String SOURCE = "a/train/Train.java";

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();
  @TempDir Path temporary;
  private String first = "";

  @BeforeEach
  void a_project_with_one_function() {
    first = project("a", "local", "other").write(SOURCE, "class Train {}").commit("First");
  }

  @Test
  void the_tips_of_branches_and_tags_need_theirs_and_no_commit_between_them() throws Exception {
    Set<Digest> tagged = keys(first, "a");
    Git git = repository.git();
    git.tag().setName("v1").setMessage("annotated").setSigned(false).call();
    String between = repository.write(SOURCE, "class Train { int b; }").commit("Between");
    String head = repository.write(SOURCE, "class Train { int h; }").commit("Head");
    git.branchCreate().setName("same").setStartPoint(head).call();

    Needed needed = needed();

    assertThat(needed.needs().images()).containsAll(tagged).containsAll(keys(head, "a"));
    Set<Digest> functions = new java.util.TreeSet<>(keys(between, "a"));
    functions.removeAll(keys(head, "a"));
    assertThat(functions).hasSize(1);
    assertThat(needed.needs().images()).doesNotContainAnyElementsOf(functions);
    assertThat(needed.commits()).isEqualTo(2);
    assertThat(needed.unread()).isEmpty();
  }

  @Test
  void other_projects_of_the_repository_need_theirs_too() throws Exception {
    String head =
        project("b", "local").write("b/train/Train.java", "class Train { int b; }").commit("Both");

    assertThat(needed().needs().images()).containsAll(keys(head, "a")).containsAll(keys(head, "b"));
  }

  @Test
  void a_commit_with_mistakes_needs_nothing_and_is_named() throws Exception {
    repository.git().branchCreate().setName("good").call();
    repository.replace("a/project.yaml", "handler:", "handle:").commit("A mistake");

    Needed needed = needed();

    assertThat(needed.needs().images()).isEqualTo(keys(first, "a"));
    assertThat(needed.unread()).singleElement().asString().endsWith(": a");
  }

  @Test
  void a_tag_of_something_else_than_a_commit_is_passed_over() throws Exception {
    var store = repository.git().getRepository();
    try (ObjectInserter inserter = store.newObjectInserter()) {
      var blob = inserter.insert(Constants.OBJ_BLOB, new byte[] {1});
      inserter.flush();
      var update = store.updateRef("refs/tags/key");
      update.setNewObjectId(blob);
      update.update();
    }

    assertThat(needed().commits()).isOne();
  }

  @Test
  void a_clone_of_the_newest_commit_alone_is_said_to_be_shallow() throws Exception {
    repository.write(SOURCE, "class Train { int h; }").commit("Head");
    try (Git clone =
        Git.cloneRepository()
            .setURI("file://" + repository.root())
            .setDirectory(temporary.resolve("clone").toFile())
            .setDepth(1)
            .call()) {
      assertThat(images(clone).isShallow()).isTrue();
    }
    assertThat(images(repository.git()).isShallow()).isFalse();
  }

  @Test
  void what_runs_or_may_be_gone_back_to_is_kept_though_no_branch_has_it() throws Exception {
    StateFolder state = new StateFolder(temporary);
    assertThat(kept(state)).isEmpty();
    String second = repository.write(SOURCE, "class Train { int b; }").commit("Second");
    try (Tracking tracking = Tracking.open(temporary.resolve("tracking.db"))) {
      for (String commit : Set.of(first, second)) {
        tracking.releases().keep(compiled(commit, "a").release(), Instant.EPOCH);
      }
      tracking.pointers().live(compiled(second, "a").release().id());
      assertThat(kept(state)).isEqualTo(keys(second, "a"));
      tracking.pointers().lastGood(compiled(first, "a").release().id());
      assertThat(kept(state)).containsAll(keys(first, "a")).containsAll(keys(second, "a"));
    }
  }

  @Test
  void a_file_names_images_by_keys_and_digests_whatever_else_is_in_it() throws IOException {
    Digest key = Digest.of("key");
    Digest digest = Digest.of("digest");
    Path file = temporary.resolve("pods.yaml");
    Files.writeString(
        file, "image: r.net/job:%s\nuid: 0%s\nimageID: x@sha256:%s".formatted(key, key, digest));
    InputStream none = InputStream.nullInputStream();

    assertThat(KeptImages.in(file.toString(), none)).containsExactlyInAnyOrder(key, digest);
    var standard = new ByteArrayInputStream(key.hex().getBytes(StandardCharsets.UTF_8));
    assertThat(KeptImages.in("-", standard)).containsExactly(key);
  }

  private Needed needed() throws IOException {
    return images(repository.git()).find();
  }

  private NeededImages images(Git git) {
    Path folder = git.getRepository().getWorkTree().toPath().resolve("a");
    Map<String, String> variables = Map.of("XDG_STATE_HOME", temporary.toString());
    return new NeededImages(
        git.getRepository(), ProjectLocation.of(folder), new Compiler(), variables);
  }

  private static Set<Digest> kept(StateFolder state) {
    return KeptImages.of(state).images();
  }

  private Set<Digest> keys(String commit, String folder) {
    return compiled(commit, folder).images().keySet();
  }

  private Compilation compiled(String commit, String folder) {
    var tree = GitTrees.at(repository.git().getRepository(), commit, folder);
    var compiled = new Compiler().compile(tree, Name.of("local"));
    assertThat(compiled).isInstanceOf(Checked.Ok.class);
    return ((Checked.Ok<Compilation>) compiled).value();
  }

  private TemporaryRepository project(String folder, String... environments) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: millwright.dev/v1
            kind: Project
            metadata: {name: %s}
            spec: {}
            ---
            apiVersion: millwright.dev/v1
            kind: Function
            metadata: {name: train}
            spec: {type: job, runtime: java, source: train, handler: "Train::train"}
            """
                .formatted("project-" + folder));
    for (String environment : environments) {
      text.append(
          """
          ---
          apiVersion: millwright.dev/v1
          kind: Environment
          metadata: {name: %s}
          spec: {platform: local, follows: {head: true}}
          """
              .formatted(environment));
    }
    return repository.write(folder + "/project.yaml", text.toString());
  }
}
