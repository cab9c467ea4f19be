package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same commit gives the same bytes, whoever builds it, where and when.
final class ReproducibleTest {
  @TempDir Path temporary;

  @Test
  void another_process_with_other_settings_gives_the_same_digest() throws Exception {
    Workshop here = Workshop.in(temporary.resolve("here"));
    Digest expected = BuildOnce.build(here);
    Path there = temporary.resolve("quite/another place");

    Digest found = inAnotherProcess(there);

    assertThat(LayerListing.of(there.resolve("images"), found))
        .isEqualTo(LayerListing.of(here.folders().images(), expected));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void files_of_another_day_give_the_same_digest() throws Exception {
    Workshop here = Workshop.in(temporary.resolve("here"));
    Workshop later = Workshop.in(temporary.resolve("later"));
    try (var files = Files.walk(later.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(4_000_000_000_000L));
      }
    }

    assertThat(BuildOnce.build(later)).isEqualTo(BuildOnce.build(here));
  }

  @Test
  void layers_stand_from_what_changes_least_and_a_changed_class_changes_the_last_alone()
      throws Exception {
    Workshop workshop = Workshop.in(temporary);
    workshop.publish("near", Map.of("near.txt", ""));
    StoredImage before = stored(workshop, "1", "class Train {}");
    StoredImage after = stored(workshop, "2", "class Train { int changed; }");

    assertThat(before.layers())
        .extracting(StoredImage.Layer::role)
        .containsExactly(
            StoredImage.Role.RUNTIME,
            StoredImage.Role.LIBRARIES,
            StoredImage.Role.RESOURCES,
            StoredImage.Role.CLASSES);
    assertThat(after.layers().subList(0, 3)).isEqualTo(before.layers().subList(0, 3));
    assertThat(after.layers().getLast()).isNotEqualTo(before.layers().getLast());
    assertThat(after.layers().getLast().size()).isLessThan(4096);
  }

  @Test
  void layers_that_were_there_make_the_same_image_as_new_ones() throws IOException {
    Map<String, String> before = Map.of("A.java", "class A {}", "late.txt", "late");
    Map<String, String> after = Map.of("A.java", "class A { int b; }", "late.txt", "late");
    Workshop used = Workshop.in(temporary.resolve("used"));
    used.build(Workshop.job("1"), before);
    used.build(Workshop.job("2"), after);
    Workshop fresh = Workshop.in(temporary.resolve("fresh"));

    for (String key : List.of("2", "3")) {
      assertThat(LayerListing.of(used.folders().images(), manifest(used, key, after)))
          .as("key %s", key)
          .isEqualTo(LayerListing.of(fresh.folders().images(), manifest(fresh, key, after)));
    }
    assertThat(manifest(Workshop.in(temporary.resolve("third")), "3", after))
        .isEqualTo(manifest(used, "3", after));
  }

  private static Digest manifest(Workshop workshop, String key, Map<String, String> source)
      throws IOException {
    return workshop.build(Workshop.job(key), source).manifest();
  }

  @Test
  void where_the_source_stands_is_not_in_the_image() throws IOException {
    Workshop workshop = Workshop.in(temporary.resolve("a"));
    Workshop other = Workshop.in(temporary.resolve("b"));
    Map<String, String> source = Map.of("A.java", "class A {}");

    assertThat(workshop.build(Workshop.at("functions/one"), source).manifest())
        .isEqualTo(other.build(Workshop.at("elsewhere/two"), source).manifest());
  }

  private static StoredImage stored(Workshop workshop, String key, String train)
      throws IOException {
    Digest manifest =
        workshop
            .build(
                Workshop.job(key, "group:near:1"), Map.of("Train.java", train, "late.txt", "late"))
            .manifest();
    Path images = workshop.folders().images();
    StoredImage image =
        new OciLayout(images, images.resolve("work")).find(Digest.of(key)).orElseThrow();
    assertThat(image.manifest()).isEqualTo(manifest);
    return image;
  }

  private static Digest inAnotherProcess(Path folder) throws Exception {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.timezone=Pacific/Kiritimati",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Dfile.encoding=ISO-8859-9",
            "-cp",
            System.getProperty("java.class.path"),
            BuildOnce.class.getName(),
            folder.toString());
    List<String> line =
        new java.util.ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
    line.addAll(java);
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TZ", "Pacific/Kiritimati");
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return Digest.parse(printed);
  }
}
