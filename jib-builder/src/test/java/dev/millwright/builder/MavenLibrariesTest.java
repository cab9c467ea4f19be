package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MavenLibrariesTest {
  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary);
    workshop.publish("near", Map.of(), "far");
    workshop.publish("far", Map.of("far.txt", "far"));
  }

  @Test
  void a_closure_is_all_that_is_needed_with_the_digest_of_its_bytes() throws IOException {
    assertThat(closure())
        .containsExactly(
            new LockedLibrary("group:near:1", digest("near")),
            new LockedLibrary("group:far:1", digest("far")));
  }

  @Test
  void what_the_local_repository_has_is_pinned_offline() throws IOException {
    List<LockedLibrary> online = closure();
    Files.move(temporary.resolve("remote"), temporary.resolve("gone"));

    assertThat(closure()).isEqualTo(online);
  }

  @Test
  void a_build_takes_exactly_what_is_locked() throws IOException {
    BuiltImage image = workshop.build(locked(closure().subList(0, 1)), Map.of("a.txt", "a"));

    assertThat(image.functionClasspath())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("classes", "group.near-1.jar");
  }

  @Test
  void a_jar_with_other_bytes_fails_with_both_digests() throws IOException {
    List<LockedLibrary> before = closure();
    Path jar = temporary.resolve("maven/repository/group/far/1/far-1.jar");
    workshop.jar(jar, "", Map.of("far.txt", "tampered"));

    assertThatThrownBy(() -> workshop.build(locked(before), Map.of("a.txt", "a")))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`group:far:1` is not what millwright.lock pins")
        .hasMessageContaining("expected sha256:" + digest("far"))
        .hasMessageContaining("found sha256:" + Digest.of(Files.readAllBytes(jar)));
  }

  private List<LockedLibrary> closure() {
    return new MavenLibraries(temporary.resolve("maven"), Lookout.KNOWN)
        .closure(new Libraries.Roots(List.of("group:near:1"), Optional.empty()));
  }

  private Digest digest(String name) throws IOException {
    return Digest.of(
        Files.readAllBytes(temporary.resolve("remote/group/" + name + "/1/" + name + "-1.jar")));
  }

  private static ImageSpec locked(List<LockedLibrary> libraries) {
    ImageSpec job = Workshop.job("key", "group:near:1");
    return new ImageSpec(
        job.key(),
        job.role(),
        job.source(),
        job.dependencies(),
        Optional.of(libraries),
        Optional.empty());
  }
}
