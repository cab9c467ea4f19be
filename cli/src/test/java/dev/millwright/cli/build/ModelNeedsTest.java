package dev.millwright.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.ModelImage;
import dev.millwright.builder.Pruning.Needs;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.tracking.ModelBinding;
import dev.millwright.tracking.Tracking;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which images of models the example's release needs.
final class ModelNeedsTest {
  private static final Address MODEL = Address.of(Kind.MODEL, "delay");

  @TempDir Path temporary;
  private Compilation compilation;

  @BeforeEach
  void compiled() {
    Commit files = Commit.workTree(Path.of("../example-repo").toAbsolutePath().normalize());
    var compiled = (Checked.Ok<Compilation>) new Compiler().compile(files.tree(), Name.of("local"));
    compilation = compiled.value();
  }

  @Test
  void a_model_that_was_trained_here_needs_the_image_of_its_bytes() {
    Digest weights = Digest.of("weights");
    Digest baseline = Digest.of("baseline");
    Digest version = compilation.release().at(MODEL).version();
    try (Tracking tracking = Tracking.open(temporary.resolve("tracking.db"))) {
      tracking
          .bindings()
          .bindModel(new ModelBinding(version, weights, baseline, "train-1", Instant.EPOCH));
    }

    Needs needs = needs();

    assertThat(needs.models()).doesNotContain(MODEL.name());
    assertThat(needs.images())
        .containsAll(compilation.images().keySet())
        .contains(ModelImage.of(serving(), new TreeSet<>(Set.of(weights, baseline))).key());
  }

  @Test
  void of_a_model_that_was_trained_elsewhere_nobody_here_knows_the_image() {
    Needs needs = needs();

    assertThat(needs.models()).contains(MODEL.name());
    assertThat(needs.images()).isEqualTo(compilation.images().keySet());
  }

  private Needs needs() {
    ModelNeeds needs = new ModelNeeds();
    Optional<Tracking> record = ModelNeeds.record(new StateFolder(temporary));
    needs.add(compilation.release(), record);
    record.ifPresent(Tracking::close);
    return needs.needs();
  }

  private ImageSpec serving() {
    return compilation.images().values().stream()
        .filter(it -> it.role() == ImageSpec.Role.GRAPH)
        .findFirst()
        .orElseThrow();
  }
}
