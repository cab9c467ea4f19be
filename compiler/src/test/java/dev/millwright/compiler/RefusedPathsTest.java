package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a resource names and the tree refuses is one finding: that it is missing follows from it.
final class RefusedPathsTest {
  private static final String GIVEN =
      """
      @ models/given.yaml
      + apiVersion: millwright.dev/v1
      + kind: Model
      + metadata: {name: given}
      + spec:
      +   artifact: models/given/given.onnx
      +   format: onnx
      +   inputs: [{name: distance, type: int64}, {name: origin_delay_24h, type: float64}]
      +   outputs: [{name: given_probability, type: float64}]
      """;

  @TempDir private Path work;
  @TempDir private Path elsewhere;

  @Test
  void an_artifact_that_is_a_link() throws IOException {
    Path model = Files.writeString(elsewhere.resolve("given.onnx"), "bytes of another trainer");
    assertThat(findings(GIVEN, "models/given/given.onnx", model))
        .containsExactly("MW1502 models/given/given.onnx");
  }

  @Test
  void an_artifact_below_a_folder_that_is_a_link() throws IOException {
    assertThat(findings(GIVEN, "models/given", elsewhere)).containsExactly("MW1502 models/given");
  }

  @Test
  void a_link_beside_an_artifact_that_is_missing() throws IOException {
    assertThat(findings(GIVEN, "models/other.onnx", elsewhere.resolve("given.onnx")))
        .containsExactlyInAnyOrder("MW1502 models/other.onnx", "MW1501 models/given.yaml");
  }

  @Test
  void a_source_whose_class_is_a_link() throws IOException {
    String edits = "! functions/train-delay/flights/TrainDelay.java";
    Path code = Files.writeString(elsewhere.resolve("TrainDelay.java"), "class TrainDelay {}");
    assertThat(findings(edits, "functions/train-delay/flights/TrainDelay.java", code))
        .containsExactly("MW1502 functions/train-delay/flights/TrainDelay.java");
  }

  @Test
  void a_file_of_rows_that_is_a_link() throws IOException {
    Path rows = Files.writeString(elsewhere.resolve("airports.csv"), "airport\n");
    assertThat(findings("! data/airports.csv", "data/airports.csv", rows))
        .containsExactly("MW1502 data/airports.csv");
  }

  private List<String> findings(String edits, String link, Path target) throws IOException {
    var files = EditedProject.edited(edits);
    EditedProject.tree(files, work);
    Path place = work.resolve(link);
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, target);
    var tree = WorkTree.at(work);
    return new Compiler(LockUse.KNOWN, FolderItems.ofCases())
        .validate(tree).findings().stream().map(RefusedPathsTest::line).toList();
  }

  private static String line(Diagnostic finding) {
    return finding.rule().id() + " " + finding.span().file();
  }
}
