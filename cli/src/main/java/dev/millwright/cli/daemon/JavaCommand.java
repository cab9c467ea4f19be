package dev.millwright.cli.daemon;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to start another Java process like this one.
///
/// @param java the launcher's path
/// @param classPath of this process
/// @param home the distribution's folder, as given to this process; empty when it was not
public record JavaCommand(Path java, String classPath, String home) {
  public static JavaCommand ofThisProcess() {
    return new JavaCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ManagementFactory.getRuntimeMXBean().getClassPath(),
        System.getProperty("millwright.home", ""));
  }

  /// The command line for a main class, without its arguments.
  public List<String> line(String mainClass) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    line.add("-Dmillwright.home=" + home);
    line.addAll(List.of("-cp", classPath, mainClass));
    return line;
  }
}
