package dev.millwright.builder;

import static dev.millwright.builder.PythonFunction.built;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
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

/// What an image of a function in Python is not made of.
final class PythonRefusalsTest {
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
  void a_program_that_would_stand_elsewhere_is_refused() throws IOException {
    LockedDistribution evil =
        shelf.put(
            "evil",
            Map.of(
                "evil-1.0.dist-info/entry_points.txt", "[console_scripts]\n../evil = evil:main\n"));

    assertThatThrownBy(() -> built(workshop, spec("one", evil)))
        .isInstanceOf(DependencyFailure.class)
        .hasMessage(
            "the file of `evil==1.0` is no wheel: it has a program that cannot be: ../evil = evil:main");
  }

  @Test
  void what_no_lock_pins_is_not_built_on() throws IOException {
    ImageSpec open = PythonFunction.spec("one", List.of("six"), Optional.of(bases.name(base)));
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

    assertThatThrownBy(
            () ->
                built(
                    workshop, PythonFunction.spec("key", List.of(), Optional.of(bases.name(java)))))
        .isInstanceOfSatisfying(
            RegistryFailure.class,
            failure -> {
              assertThat(failure).hasMessageContaining("has no program `python3.12`");
              assertThat(failure.hint()).contains("Python 3.12");
            });
    assertThatThrownBy(
            () -> built(workshop, PythonFunction.spec("key", List.of(), Optional.empty())))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining("stands on an image that has Python 3.12, and it names none");
  }

  @Test
  void compiled_modules_are_refused() throws IOException {
    var built =
        workshop
            .builder()
            .build(
                PythonFunction.spec("key", List.of(), Optional.of(bases.name(base))),
                Workshop.sources(Map.of("train.py", "", "__pycache__/train.cpython-312.pyc", "")));

    assertThat(built).isInstanceOf(Checked.Rejected.class);
    assertThat(built.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("is compiled already"));
  }

  private ImageSpec spec(String key, LockedDistribution... pins) {
    return PythonFunction.spec(key, List.of(), Optional.of(bases.name(base)), pins);
  }
}
