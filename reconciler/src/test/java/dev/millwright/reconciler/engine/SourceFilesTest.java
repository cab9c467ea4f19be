package dev.millwright.reconciler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.hub.ItemContent;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.reconciler.scene.Project;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A model's file where its release is bound to it.
final class SourceFilesTest {
  private static final String PIN =
      """
      version: 1
      hub:
        - item: hub://shared/given@1.0.0
          git: https://git.example.com/catalog.git
          ref: "HEAD"
          commit: "0123456789012345678901234567890123456789"
          content: sha256:%s
      """;

  @RegisterExtension final TemporaryRepository repository = TemporaryRepository.create();

  @TempDir Path root;
  @TempDir Path item;
  private ProjectTree catalog;

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(item.resolve("given.onnx"), "bytes of the catalog");
    catalog = WorkTree.at(item);
  }

  @Test
  void a_file_of_a_hubs_item_is_brought_from_the_item() throws IOException {
    String content = new ItemContent(catalog).digest().hex();
    try (Project project =
        Project.live(repository, root, it -> it.write("millwright.lock", PIN.formatted(content)))) {
      World world = project.world(_ -> Optional.of(catalog));
      Component model = model();
      new SourceFiles(world).bring(model, project.revision());
      assertThat(Path.of(world.layout().stores().artifact(model).orElseThrow().model()))
          .hasContent("bytes of the catalog");
    }
  }

  private Component model() {
    String path = "hub://shared/given@1.0.0/given.onnx";
    NamedType field = new NamedType("distance", DataType.ofWord("int64").orElseThrow());
    Model definition =
        new Model(
            new Metadata(Name.of("given")),
            new Model.Artifact(path),
            Model.Format.ONNX,
            new Model.Fields(List.of(field)),
            List.of(),
            List.of());
    return new Component(
        definition,
        Digest.of("version"),
        Digest.of("contract"),
        new TreeMap<>(),
        List.of(),
        Optional.empty(),
        new TreeMap<>(Map.of(path, catalog.digest("given.onnx"))),
        Optional.empty());
  }
}
