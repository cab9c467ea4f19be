package dev.millwright.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.BuilderFolders;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.registry.BaseRegistries;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.hub.GitCatalogs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.testkit.TemporaryRepository;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What an image of a function is made of that is an item of a hub.
final class BuilderImagesTest {
  private static final String SOURCE = "train/src/shared/Train.java";

  @RegisterExtension final TemporaryRepository catalog = TemporaryRepository.create();
  @RegisterExtension final TemporaryRepository project = TemporaryRepository.create();
  @TempDir Path cache;

  @Test
  void it_is_the_source_that_the_commits_lock_pins_wherever_the_catalog_is_now() throws Exception {
    try (var catalogs = new GitCatalogs(cache);
        Git git = Git.open(project.root().toFile())) {
      String commit = locked(catalogs);
      catalog.write(SOURCE, "package shared; class Train { int later; }").commit("Later");
      var compiled =
          new Compiler(LockUse.REQUIRED, catalogs)
              .compile(GitTrees.at(git.getRepository(), commit, ""), Name.of("local"));
      ImageSpec spec =
          ((Checked.Ok<Compilation>) compiled)
              .value().images().values().stream()
                  .filter(it -> it.source().isPresent())
                  .findFirst()
                  .orElseThrow();
      SortedMap<String, byte[]> sources =
          read(new BuilderImages(unused(), git.getRepository(), "", catalogs), spec, commit);

      assertThat(sources).containsOnlyKeys("shared/Train.java");
      assertThat(new String(sources.get("shared/Train.java"), StandardCharsets.UTF_8))
          .isEqualTo("package shared; class Train {}");
    }
  }

  @Test
  void more_than_source_is_is_refused_before_it_is_read() throws Exception {
    try (var catalogs = new GitCatalogs(cache);
        Git git = Git.open(project.root().toFile())) {
      Files.createDirectories(project.root().resolve("big"));
      try (var sparse = new RandomAccessFile(project.root().resolve("big/a.bin").toFile(), "rw")) {
        sparse.setLength((64L << 20) + 1);
      }
      String commit = project.write("big/A.java", "class A {}").commit("Something large");
      var source = new ImageSpec.Source("big", "tree");
      var spec =
          new ImageSpec(
              Digest.of("key"),
              ImageSpec.Role.JOB,
              Optional.of(source),
              List.of(),
              Optional.empty(),
              Optional.empty());

      var sources =
          new BuilderImages(unused(), git.getRepository(), "", catalogs).sources(spec, commit);

      assertThat(sources.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.span().file()).isEqualTo("big/a.bin");
                assertThat(finding.message()).contains("67108875 bytes");
              });
    }
  }

  private static SortedMap<String, byte[]> read(
      BuilderImages images, ImageSpec spec, String commit) {
    return switch (images.sources(spec, commit)) {
      case Checked.Ok<SortedMap<String, byte[]>>(var files, var _) -> files;
      case Checked.Rejected<SortedMap<String, byte[]>>(var errors) ->
          throw new AssertionError(errors.toString());
    };
  }

  private String locked(GitCatalogs catalogs) {
    catalog
        .write(SOURCE, "package shared; class Train {}")
        .write(
            "train/function.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Function
            metadata: {name: train, version: 1.2.0}
            spec: {type: job, runtime: java, source: src, handler: "shared.Train::train"}
            """)
        .commit("Train");
    String git = "file://" + catalog.root();
    var need =
        new Need.Item(
            HubReference.parse("hub://flights/train@1.2.0").orElseThrow(), git, "HEAD", "");
    return project
        .write("millwright.lock", LockText.of(Lock.of(List.of(catalogs.pin(need)))))
        .write(
            "project.yaml",
            """
            apiVersion: millwright.dev/v1
            kind: Project
            metadata: {name: shared}
            spec: {hub: {flights: {git: "%s"}}}
            ---
            apiVersion: millwright.dev/v1
            kind: Environment
            metadata: {name: local}
            spec: {platform: local, follows: {head: true}}
            ---
            apiVersion: millwright.dev/v1
            kind: Function
            metadata: {name: train-shared}
            spec: {uses: "hub://flights/train@1.2.0"}
            """
                .formatted(git))
        .commit("Use it");
  }

  private ImageBuilder unused() {
    return new ImageBuilder(
        new BuilderFolders(cache, cache, cache, cache, cache),
        new BaseRegistries(new Credentials(Map.of(), cache), Registry.Patience.USUAL));
  }
}
