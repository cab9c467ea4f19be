package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Images of functions in Python.
final class PythonImagesTest {
  private static final Map<String, String> SOURCE =
      Map.of("flights/train.py", "def train(): return 0\n", "flights/late.txt", "late");

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
  void other_bytes_than_the_locked_ones_are_refused() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    shelf.put("six", Map.of("six.py", "import os"));

    assertThatThrownBy(() -> built(workshop, spec("key", six)))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`six==1.0` is not what millwright.lock pins")
        .hasMessageContaining(six.hashes().getFirst().hex());
    assertThat(workshop.folders().cache().resolve("wheels")).isEmptyDirectory();
  }

  @Test
  void a_server_that_is_busy_is_asked_again_and_one_without_the_file_is_not() throws IOException {
    LockedDistribution six = shelf.put("six", Map.of("six.py", "VALUE = 1"));
    shelf.refuse(503, 429);

    built(workshop, spec("key", six));
    LockedDistribution gone = LockedDistribution.of("gone==1.0", List.of(Digest.of("gone")));
    ImageSpec missing =
        spec("other", gone.from(six.wheel().orElseThrow() + "/gone.whl", Digest.of("gone")));

    assertThat(shelf.requests()).hasSize(3);
    assertThatThrownBy(() -> built(workshop, missing))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`gone==1.0` cannot be had")
        .hasMessageContaining("404");
    assertThat(shelf.requests()).hasSize(4);
  }

  @Test
  void a_file_that_is_no_wheel_and_one_that_writes_elsewhere_are_refused() throws IOException {
    LockedDistribution none = shelf.putZip("none", Map.of("none.py", "VALUE = 1"));
    LockedDistribution evil = shelf.put("evil", Map.of("../../evil.py", "import os"));

    assertThatThrownBy(() -> built(workshop, spec("one", none)))
        .isInstanceOf(DependencyFailure.class)
        .hasMessage("the file of `none==1.0` is no wheel: it has no WHEEL");
    assertThatThrownBy(() -> built(workshop, spec("two", evil)))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("it writes outside of its folder, `../../evil.py`");
    try (Stream<Path> all = Files.walk(temporary)) {
      assertThat(all).noneMatch(it -> it.endsWith("evil.py"));
    }
  }

  @Test
  void what_no_lock_pins_is_not_built_on() throws IOException {
    ImageSpec open = spec("one", List.of("six"), Optional.of(bases.name(base)));
    ImageSpec old =
        spec("two", LockedDistribution.of("six==1.0", List.of(Digest.of("a"), Digest.of("b"))));

    assertThatThrownBy(() -> built(workshop, open))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("does not pin what the requirements six lead to")
        .hasMessageContaining("millwright lock");
    assertThatThrownBy(() -> built(workshop, old))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`six==1.0` is pinned by millwright.lock without the address");
  }

  @Test
  void a_base_without_this_python_is_refused_also_when_it_is_here_for_java() throws IOException {
    String java = bases.put("amd64", FakeBase.JAVA);
    workshop.build(
        Workshop.job("java", Optional.of(bases.name(java))), Map.of("A.java", "class A {}"));

    assertThatThrownBy(() -> built(workshop, spec("key", List.of(), Optional.of(bases.name(java)))))
        .isInstanceOfSatisfying(
            RegistryFailure.class,
            failure -> {
              assertThat(failure).hasMessageContaining("has no program `python3.12`");
              assertThat(failure.hint()).contains("Python 3.12");
            });
    assertThatThrownBy(() -> built(workshop, spec("key", List.of(), Optional.empty())))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("stands on an image that has Python 3.12, and it names none");
  }

  @Test
  void of_a_list_of_bases_the_one_for_the_platform_of_the_wheels_is_taken() throws IOException {
    String index =
        bases.index(
            Map.of(
                "amd64",
                base,
                "arm64",
                bases.put("arm64", Map.of("usr/local/bin/python3.12", "of arm"))));

    Digest built =
        manifest(
            workshop
                .builder()
                .build(
                    spec("key", List.of(), Optional.of(bases.name(index))),
                    Workshop.sources(SOURCE)));

    assertThat(json("sha256:" + built).path("layers").isArray()).isTrue();
    assertThat(LayerListing.of(workshop.folders().images(), built))
        .anyMatch(line -> line.startsWith("0 usr/local/bin/python3.12"));
  }

  @Test
  void compiled_modules_are_refused() throws IOException {
    var built =
        workshop
            .builder()
            .build(
                spec("key", List.of(), Optional.of(bases.name(base))),
                Workshop.sources(Map.of("train.py", "", "__pycache__/train.cpython-312.pyc", "")));

    assertThat(built).isInstanceOf(Checked.Rejected.class);
    assertThat(built.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("is compiled already"));
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
    return spec(key, List.of(), Optional.of(bases.name(base)), pins);
  }

  private static ImageSpec spec(
      String key, List<String> requirements, Optional<String> on, LockedDistribution... pins) {
    return new ImageSpec(
        Digest.of(key),
        ImageSpec.Role.PYTHON,
        Optional.of(new ImageSpec.Source("functions/train", "tree")),
        requirements,
        Optional.empty(),
        on,
        Optional.of(
            new ImageSpec.Python("3.12", "linux/amd64", "flights.train:train", List.of(pins))));
  }

  private static Digest built(Workshop workshop, ImageSpec spec) throws IOException {
    return manifest(workshop.builder().build(spec, Workshop.sources(SOURCE)));
  }

  private static Digest manifest(Checked<BuiltImage> built) {
    return ((Checked.Ok<BuiltImage>) built).value().manifest();
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
