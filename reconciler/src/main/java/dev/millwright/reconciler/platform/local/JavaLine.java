package dev.millwright.reconciler.platform.local;

import dev.millwright.spec.resource.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of Java processes.
final class JavaLine {
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final long DEFAULT_JOB_BYTES = 2L << 30;
  private static final long DEFAULT_SERVER_BYTES = 512L << 20;

  private JavaLine() {}

  /// A server, which has to answer quickly.
  ///
  /// @param folder where the process belongs
  static List<String> server(
      Path folder, Path runtimeLib, Resources resources, String mainClass, List<String> arguments) {
    return line(
        List.of(Mark.of(folder), "-XX:+UseSerialGC"),
        runtimeLib,
        resources.memoryBytes().orElse(DEFAULT_SERVER_BYTES),
        mainClass,
        arguments);
  }

  /// A job, which gives way to servers; it is told its folder.
  static List<String> job(Path folder, Path runtimeLib, Resources resources, String mainClass) {
    List<String> line =
        new ArrayList<>(
            Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "19") : List.of());
    line.addAll(
        line(
            List.of(
                Mark.of(folder),
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=" + processors(resources)),
            runtimeLib,
            resources.memoryBytes().orElse(DEFAULT_JOB_BYTES),
            mainClass,
            List.of(folder.toString())));
    return line;
  }

  /// A job leaves one processor to the servers where there are several, and takes no more than it
  /// is given.
  private static int processors(Resources resources) {
    int free = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return resources.cpuMillis().map(it -> (int) Math.min(free, (it + 999) / 1000)).orElse(free);
  }

  private static List<String> line(
      List<String> flags, Path runtimeLib, long bytes, String mainClass, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags);
    line.add("-Xmx" + (bytes >> 20) + "m");
    line.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    line.addAll(List.of("-cp", runtimeLib.resolve("*").toString(), mainClass));
    line.addAll(arguments);
    return line;
  }
}
