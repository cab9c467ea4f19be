package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
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

/// A source folder that is a Maven project of its own.
final class MavenFolderTest {
  private static final String PROJECT =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent><groupId>group</groupId><artifactId>parent</artifactId><version>1</version></parent>
        <artifactId>train</artifactId>
        <dependencies>
          <dependency><groupId>group</groupId><artifactId>near</artifactId></dependency>
          <dependency>
            <groupId>group</groupId><artifactId>absent</artifactId><version>1</version>
            <scope>%s</scope>
          </dependency>
        </dependencies>
      </project>
      """;

  @TempDir Path temporary;
  private Workshop workshop;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary);
    workshop.publish("near", Map.of("near.txt", ""), "far");
    workshop.publish("far", Map.of("far.txt", ""));
    Path parent = Files.createDirectories(temporary.resolve("remote/group/parent/1"));
    Files.writeString(
        parent.resolve("parent-1.pom"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>group</groupId><artifactId>parent</artifactId><version>1</version>
          <packaging>pom</packaging>
          <dependencyManagement><dependencies>
            <dependency>
              <groupId>group</groupId><artifactId>near</artifactId><version>1</version>
            </dependency>
          </dependencies></dependencyManagement>
        </project>
        """);
  }

  @Test
  void its_dependencies_and_its_main_sources_are_taken() throws IOException {
    BuiltImage image =
        workshop.build(
            Workshop.job("key"),
            Map.of(
                "pom.xml", PROJECT.formatted("test"),
                "src/main/java/flights/Train.java", "package flights; class Train {}",
                "src/main/resources/words/late.txt", "late",
                "src/test/java/flights/TrainTest.java", "nonsense",
                "README.md", "read me"));

    assertThat(image.functionClasspath())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("classes", "classes", "group.near-1.jar", "group.far-1.jar");
    assertThat(image.functionClasspath().getFirst().resolve("flights/Train.class")).exists();
    assertThat(image.functionClasspath().get(1).resolve("words/late.txt")).exists();
    assertThat(image.functionClasspath().get(1).resolve("README.md")).doesNotExist();
  }

  @Test
  void an_error_in_its_source_has_its_place() throws IOException {
    var built =
        workshop
            .builder()
            .build(
                Workshop.job("key"),
                Workshop.sources(
                    Map.of(
                        "pom.xml",
                        PROJECT.formatted("provided"),
                        "src/main/java/A.java",
                        "class A { int a = \"\"; }")));

    assertThat(built.findings())
        .extracting(finding -> finding.span().file())
        .containsExactly("functions/train/src/main/java/A.java");
  }

  @Test
  void what_it_leads_to_is_pinned_and_then_taken_by_the_pins_alone() throws IOException {
    List<LockedLibrary> pinned = closure(PROJECT.formatted("test"));
    assertThat(pinned)
        .extracting(LockedLibrary::coordinate)
        .containsExactly("group:near:1", "group:far:1");

    Map<String, String> broken = Map.of("pom.xml", "<project>", "src/main/resources/a.txt", "a");
    BuiltImage image = workshop.build(locked(pinned.subList(0, 1)), broken);
    assertThat(image.functionClasspath())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("classes", "group.near-1.jar");
  }

  @Test
  void a_dependency_whose_bytes_are_others_than_the_pinned_is_refused() throws IOException {
    List<LockedLibrary> pinned = closure(PROJECT.formatted("test"));
    Path jar = temporary.resolve("maven/repository/group/far/1/far-1.jar");
    workshop.jar(jar, "", Map.of("far.txt", "tampered"));

    assertThatThrownBy(
            () -> workshop.build(locked(pinned), Map.of("pom.xml", PROJECT.formatted("test"))))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("`group:far:1` is not what millwright.lock pins")
        .hasMessageContaining("found sha256:" + Digest.of(Files.readAllBytes(jar)));
  }

  @Test
  void what_is_no_pom_cannot_be_pinned() {
    assertThatThrownBy(() -> closure("<project/>"))
        .isInstanceOf(DependencyFailure.class)
        .hasMessage("this is no Maven project: it has no groupId");
  }

  private List<LockedLibrary> closure(String pom) {
    return new MavenLibraries(temporary.resolve("maven"), MavenLibraries.Lookout.KNOWN)
        .closure(new Libraries.Roots(List.of(), Optional.of(pom.getBytes(UTF_8))));
  }

  private static ImageSpec locked(List<LockedLibrary> libraries) {
    ImageSpec job = Workshop.job("key");
    return new ImageSpec(
        job.key(), job.role(), job.source(), List.of(), Optional.of(libraries), Optional.empty());
  }

  @Test
  void what_cannot_be_had_is_named() {
    assertThatThrownBy(
            () ->
                workshop.build(
                    Workshop.job("key"), Map.of("pom.xml", PROJECT.formatted("compile"))))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("group:absent:jar:1");
  }

  @Test
  void a_version_that_may_move_is_refused() {
    String moving =
        PROJECT
            .formatted("compile")
            .replace(
                "<version>1</version>\n      <scope>", "<version>[1,2)</version>\n      <scope>");

    assertThatThrownBy(() -> workshop.build(Workshop.job("key"), Map.of("pom.xml", moving)))
        .isInstanceOf(DependencyFailure.class)
        .hasMessageContaining("one exact version");
  }

  @Test
  void what_is_no_pom_is_a_finding_at_the_file() throws IOException {
    var built =
        workshop
            .builder()
            .build(Workshop.job("key"), Workshop.sources(Map.of("pom.xml", "<project>")));

    assertThat(built).isInstanceOf(Checked.Rejected.class);
    assertThat(built.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.span().file()).isEqualTo("functions/train/pom.xml");
              assertThat(finding.message()).startsWith("this is no Maven project: ");
            });
  }
}
