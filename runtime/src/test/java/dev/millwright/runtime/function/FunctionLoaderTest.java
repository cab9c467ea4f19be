package dev.millwright.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where an author's classes are looked for.
final class FunctionLoaderTest {
  @TempDir private Path folder;

  @Test
  void a_star_is_every_jar_of_the_folder_in_order_of_name() throws Exception {
    for (String name : List.of("b.jar", "a.jar", "notes.txt")) {
      Files.createFile(folder.resolve(name));
    }
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertThat(places(List.of(classes, folder.resolve("*"))))
        .containsExactly(classes, folder.resolve("a.jar"), folder.resolve("b.jar"));
  }

  @Test
  void a_star_is_nothing_where_there_is_no_folder() throws Exception {
    assertThat(places(List.of(folder.resolve("absent").resolve("*")))).isEmpty();
  }

  @Test
  void what_has_no_star_is_taken_as_it_is() throws Exception {
    Path jar = Files.createFile(folder.resolve("a.jar"));
    assertThat(places(List.of(jar))).containsExactly(jar);
  }

  private static List<Path> places(List<Path> classPath) throws IOException {
    try (FunctionLoader loader = FunctionLoader.of(classPath)) {
      return Stream.of(loader.getURLs()).map(URL::getPath).map(Path::of).toList();
    }
  }
}
