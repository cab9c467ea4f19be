package dev.millwright.builder;

import static dev.millwright.builder.PythonFunction.SOURCE;
import static dev.millwright.builder.PythonFunction.built;
import static dev.millwright.builder.PythonFunction.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images of functions in Python.
final class PythonImagesTest {
  private static final String SIX_TELL =
      """
      #!/usr/bin/env python3.12
      import site, sys
      site.addsitedir('/app/function/site-packages')
      from six.tool import Tool
      sys.exit(Tool.main())
      """;

  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;
  private FakeBase bases;
  private WheelShelf shelf;
  private String base;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
    bases = new FakeBase(registry, "library/python");
    shelf = new WheelShelf();
    base = bases.put("amd64", Map.of("usr/local/bin/python3.12", "a program"));
  }

  @AfterEach
  void close() {
    registry.close();
    shelf.close();
  }

  @Test
  void wheels_and_source_are_layers_behind_the_base_and_the_handler_is_called() throws IOException {
    Digest built = built(workshop, spec("key", shelf.put("six", Map.of("six.py", "VALUE = 1"))));

    assertThat(LayerListing.of(workshop.folders().images(), built))
        .anyMatch(line -> line.startsWith("0 usr/local/bin/python3.12"))
        .anyMatch(line -> line.startsWith("1 app/function/site-packages/six.py"))
        .anyMatch(
            line -> line.startsWith("1 app/function/site-packages/six-1.0.dist-info/METADATA"))
        .anyMatch(line -> line.startsWith("2 app/function/source/flights/late.txt"))
        .anyMatch(line -> line.startsWith("3 app/function/source/flights/train.py"))
        .noneMatch(line -> line.contains("app/lib"));
    JsonNode config = json(json("sha256:" + built).at("/config/digest").asString()).path("config");
    assertThat(config.path("Entrypoint").valueStream().map(JsonNode::asString))
        .containsExactly(
            "python3.12",
            "-c",
            "import site, sys; site.addsitedir('/app/function/site-packages'); from flights.train import train; sys.exit(train())");
    assertThat(config.path("Env").valueStream().map(JsonNode::asString))
        .contains(
            "PATH=/opt/java/bin:/usr/bin",
            "PYTHONPATH=/app/function/source:/app/function/site-packages",
            "PYTHONDONTWRITEBYTECODE=1");
    assertThat(config.path("User").asString()).isEqualTo("65532:65532");
  }

  @Test
  void the_same_pins_and_source_are_the_same_image_elsewhere() throws IOException {
    ImageSpec spec = spec("key", shelf.put("six", Map.of("six.py", "VALUE = 1")));

    assertThat(built(Workshop.in(temporary.resolve("elsewhere")), spec))
        .isEqualTo(built(workshop, spec));
  }

  @Test
  void a_wheel_is_fetched_once_and_other_source_is_one_other_layer() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    Digest before = built(workshop, spec("key", six));

    Digest after =
        manifest(
            workshop
                .builder()
                .build(
                    spec("other", six),
                    Workshop.sources(
                        Map.of(
                            "flights/train.py",
                            "def train(): return 1\n",
                            "flights/late.txt",
                            "late"))));

    assertThat(shelf.requests()).hasSize(1);
    List<String> own = layers(before);
    assertThat(layers(after))
        .hasSameSizeAs(own)
        .startsWith(own.subList(0, own.size() - 1).toArray(String[]::new))
        .isNotEqualTo(own);
  }

  @Test
  void what_a_wheel_has_for_other_folders_is_left_out_and_its_modules_are_taken()
      throws IOException {
    LockedDistribution six =
        shelf.put(
            "six",
            Map.of(
                "six-1.0.data/purelib/six.py", "VALUE = 1",
                "six-1.0.data/scripts/six", "#!python",
                "six-1.0.data/headers/six.h", "int six;"));

    assertThat(LayerListing.of(workshop.folders().images(), built(workshop, spec("key", six))))
        .anyMatch(line -> line.startsWith("1 app/function/site-packages/six.py"))
        .noneMatch(line -> line.contains("scripts") || line.contains("six.h"));
  }

  @Test
  void the_programs_that_wheels_install_can_be_started_and_are_the_same_everywhere()
      throws IOException {
    LockedDistribution six =
        shelf.put(
            "six",
            Map.of(
                "six-1.0.dist-info/entry_points.txt",
                "[other]\nno = six:no\n\n[console_scripts]\n# a comment\nsix-tell = six.tool:Tool.main [extra]\n"));
    ImageSpec spec = spec("key", six);
    Digest built = built(workshop, spec);

    assertThat(LayerListing.of(workshop.folders().images(), built))
        .anyMatch(line -> line.startsWith("1 app/function/bin/six-tell mode=100755 owner=0:0"))
        .anyMatch(line -> line.contains(Digest.of(SIX_TELL).hex()))
        .noneMatch(line -> line.contains("app/function/bin/no"));
    assertThat(built(Workshop.in(temporary.resolve("elsewhere")), spec)).isEqualTo(built);
  }

  @Test
  void wheels_are_said_of_the_image() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));

    new Shipyard(registry, temporary.resolve("docker")).publish(workshop, spec("key", six), SOURCE);

    assertThat(registry.manifest("team/flights/python/" + Digest.of("key").hex())).isPresent();
    assertThat(registry.everything().stream().map(String::new))
        .anyMatch(it -> it.contains("bomFormat") && it.contains("pkg:pypi/six@1.0"))
        .anyMatch(it -> it.contains("slsa.dev") && it.contains(six.hashes().getFirst().hex()));
  }

  private ImageSpec spec(String key, LockedDistribution... pins) {
    return PythonFunction.spec(key, List.of(), Optional.of(bases.name(base)), pins);
  }

  private List<String> layers(Digest manifest) throws IOException {
    return json("sha256:" + manifest)
        .path("layers")
        .valueStream()
        .map(it -> it.path("digest").asString())
        .toList();
  }

  private JsonNode json(String digest) throws IOException {
    Path blob = workshop.folders().images().resolve("blobs").resolve(digest.replace(':', '/'));
    return Json.mapper().readTree(Files.readString(blob));
  }
}
