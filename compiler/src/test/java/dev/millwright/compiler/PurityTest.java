package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of a release, of a plan and of what a cluster is given depend on the commit and on
/// nothing else.
final class PurityTest {
  private static final int SHUFFLES = 100;

  @TempDir private Path temporary;
  private String expected = "";

  @BeforeEach
  void compile_once() throws Exception {
    expected = bytes(0);
    assertThat(expected).contains("\"TRAIN\"", "Model/delay", "kind: Deployment");
  }

  @Test
  void files_may_come_in_any_order_and_have_any_name() throws Exception {
    Compiler compiler = new Compiler();
    for (long seed = 1; seed <= SHUFFLES; seed++) {
      assertThat(CompiledBytes.of(compiler, temporary, seed))
          .as("seed %s", seed)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void any_number_of_threads_may_share_a_compiler(int threads) throws Exception {
    Compiler compiler = new Compiler();
    List<Callable<String>> tasks =
        LongStream.range(0, 2L * threads)
            .<Callable<String>>mapToObj(seed -> () -> CompiledBytes.of(compiler, temporary, seed))
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<String> each : pool.invokeAll(tasks)) {
        assertThat(each.get()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tr-TR,Pacific/Kiritimati", "ar-EG,America/St_Johns", "th-TH-u-ca-buddhist,UTC"})
  void language_and_time_zone_say_nothing(String language, String zone) throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone before = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(bytes(7)).isEqualTo(expected);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(before);
    }
  }

  @Test
  void another_jvm_says_the_same() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                CompiledBytes.class.getName(),
                Files.createDirectory(temporary.resolve("other")).toString(),
                "13")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
    }
    assertThat(process.waitFor()).isZero();
  }

  private String bytes(long seed) throws Exception {
    return CompiledBytes.of(new Compiler(), temporary, seed);
  }
}
