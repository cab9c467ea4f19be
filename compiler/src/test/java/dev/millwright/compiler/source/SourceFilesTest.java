package dev.millwright.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceFilesTest {
  private static final SortedSet<String> PATHS =
      new TreeSet<>(
          List.of("a.csv", "data/2000.csv", "data/2001.csv", "data/old/1999.csv", "data2/x.csv"));

  @ParameterizedTest
  @CsvSource({
    "data, 2001.csv, data/2001.csv",
    "data/, 2001.csv, data/2001.csv",
    "./data, 2001.csv, data/2001.csv",
    "., a.csv, a.csv",
    "./, a.csv, a.csv",
    "/srv/flights, a.csv, /srv/flights/a.csv",
    "/, a.csv, /a.csv",
  })
  void the_path_is_joined_with_the_root(String root, String path, String joined) {
    assertThat(SourceFiles.below(root, path)).contains(new SourceFiles(joined));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.csv", "x/../../a.csv", "/etc/passwd", ".."})
  void a_path_stays_below_the_root(String path) {
    assertThat(SourceFiles.below("data", path)).isEmpty();
  }

  @Test
  void a_root_stays_below_the_project() {
    assertThat(SourceFiles.below("../other", "a.csv")).isEmpty();
  }

  @Test
  void a_star_matches_within_one_folder() {
    assertThat(new SourceFiles("data/*.csv").in(PATHS))
        .containsExactly("data/2000.csv", "data/2001.csv");
    assertThat(new SourceFiles("data/*/*.csv").in(PATHS)).containsExactly("data/old/1999.csv");
    assertThat(new SourceFiles("data/200*").in(PATHS))
        .containsExactly("data/2000.csv", "data/2001.csv");
    assertThat(new SourceFiles("a.csv").in(PATHS)).containsExactly("a.csv");
    assertThat(new SourceFiles("aXcsv").in(PATHS)).isEmpty();
  }

  @Test
  void the_folder_is_the_fixed_part() {
    assertThat(new SourceFiles("data/*.csv").folder()).isEqualTo("data");
    assertThat(new SourceFiles("data/x/a.csv").folder()).isEqualTo("data/x");
    assertThat(new SourceFiles("*.csv").folder()).isEmpty();
  }
}
