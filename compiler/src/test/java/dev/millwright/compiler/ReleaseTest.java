package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseTest {
  @TempDir private Path temporary;

  @Test
  void a_release_reads_back_as_it_was_written() {
    Release release = release("");
    assertThat(Json.read(Json.write(release), Release.class)).isEqualTo(release);
  }

  @Test
  void its_settings_are_those_of_the_environment() {
    Release local = release("");
    assertThat(local.clockStartsAt()).contains(Instant.parse("2001-04-01T00:00:00Z"));
    assertThat(local.gatewayPort()).isEqualTo(8080);
    Release production = Projects.release(tree(EditedProject.base()), "production");
    assertThat(graph(production).replicas()).isEqualTo(3);
    assertThat(graph(local).replicas()).isEqualTo(1);
    Component before = local.at(Kind.SERVING_GRAPH, Name.of("predict-delay"));
    Component after = production.at(Kind.SERVING_GRAPH, Name.of("predict-delay"));
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(production.id()).isNotEqualTo(local.id());
  }

  @Test
  void words_are_not_in_it() {
    String json = Json.write(release(""));
    assertThat(json).doesNotContain("Delays by airport").doesNotContain("operations");
  }

  @Test
  void defaults_are_filled_in_and_paths_led_to_the_project() {
    Release release = release("");
    Model model = (Model) release.at(Kind.MODEL, Name.of("delay")).definition();
    assertThat(model.trainedBy().parameters())
        .containsEntry("epochs", "5")
        .containsEntry("rate", "0.1");
    Component airports = release.at(Kind.FEATURE_SET, Name.of("airports"));
    FeatureSet.Files files = (FeatureSet.Files) ((FeatureSet) airports.definition()).source();
    assertThat(files.path()).isEqualTo("data/airports.csv");
    assertThat(airports.sources())
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "data/airports.csv",
                    Digest.of(EditedProject.base().get("data/airports.csv")))));
  }

  @Test
  void files_outside_of_the_project_stay_where_they_are() {
    Release release = release("@ connection.yaml\n- root: data\n+ root: /srv/flights/\n");
    Component airports = release.at(Kind.FEATURE_SET, Name.of("airports"));
    FeatureSet.Files files = (FeatureSet.Files) ((FeatureSet) airports.definition()).source();
    assertThat(files.path()).isEqualTo("/srv/flights/airports.csv");
    assertThat(airports.sources()).isEmpty();
  }

  @Test
  void one_image_for_the_function_and_one_for_each_runtime() {
    Compilation compilation = Projects.compilation(tree(EditedProject.base()), "local");
    assertThat(compilation.images().values())
        .extracting(ImageSpec::role)
        .containsExactlyInAnyOrder(ImageSpec.Role.JOB, ImageSpec.Role.JOB, ImageSpec.Role.GRAPH);
    Release release = compilation.release();
    assertThat(release.at(Kind.MODEL, Name.of("delay")).image())
        .isEqualTo(release.at(Kind.FUNCTION, Name.of("train-delay")).image());
    assertThat(compilation.environments()).hasSize(2);
  }

  @Test
  void the_same_content_has_the_same_bytes_whatever_the_machine() throws Exception {
    String expected = Json.write(release(""));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String language : List.of("tr-TR", "ar-EG", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        assertThat(Json.write(release(""))).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void the_order_of_files_and_documents_does_not_matter() throws IOException {
    Release expected = release("");
    for (int seed = 0; seed < 5; seed++) {
      assertThat(Projects.release(tree(inOneFile(seed)), "local")).isEqualTo(expected);
    }
  }

  @Test
  void threads_do_not_disturb_each_other() throws Exception {
    Compiler compiler = Projects.compiler();
    ProjectTree tree = tree(EditedProject.base());
    Callable<Checked<Compilation>> compile = () -> compiler.compile(tree, Name.of("local"));
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Checked<Compilation>>> all = threads.invokeAll(Collections.nCopies(12, compile));
      Set<Digest> ids = new HashSet<>();
      for (Future<Checked<Compilation>> one : all) {
        ids.add(((Checked.Ok<Compilation>) one.get()).value().release().id());
      }
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void an_environment_that_is_not_declared_is_named_beside_all_other_findings() {
    var files =
        EditedProject.edited("@ models/delay.yaml\n- function: train-delay\n+ function: none\n");
    var checked = Projects.compiler().compile(tree(files), Name.of("locale"));
    assertThat(checked.findings())
        .hasSize(2)
        .allMatch(finding -> finding.rule() == Rule.UNKNOWN_REFERENCE)
        .anyMatch(finding -> finding.hint().orElse("").contains("`local`"));
  }

  @Test
  void a_mistake_in_another_environment_does_not_stop_this_one() {
    var files =
        EditedProject.edited("@ environments/production.yaml\n- replicas: 3\n+ replicas: none\n");
    assertThat(Projects.compiler().compile(tree(files), Name.of("production")))
        .isInstanceOf(Checked.Rejected.class);
    assertThat(Projects.compiler().compile(tree(files), Name.of("local")))
        .isInstanceOf(Checked.Ok.class);
  }

  private static ServingGraph graph(Release release) {
    return (ServingGraph) release.at(Kind.SERVING_GRAPH, Name.of("predict-delay")).definition();
  }

  private static SortedMap<String, byte[]> inOneFile(int seed) {
    SortedMap<String, byte[]> files = EditedProject.base();
    List<String> documents = new ArrayList<>();
    for (String path : List.copyOf(files.keySet())) {
      if (path.endsWith(".yaml")) {
        documents.add(new String(files.remove(path), StandardCharsets.UTF_8));
      }
    }
    Collections.shuffle(documents, new Random(seed));
    files.put("all.yaml", String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private Release release(String edits) {
    return Projects.release(tree(EditedProject.edited(edits)), "local");
  }

  private ProjectTree tree(SortedMap<String, byte[]> files) {
    try {
      return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
