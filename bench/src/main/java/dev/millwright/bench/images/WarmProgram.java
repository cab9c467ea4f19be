package dev.millwright.bench.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Millwright in one process for many commands, as an editor's or a daemon's would be: what it
/// costs once the JVM has started and compiled itself.
final class WarmProgram implements AutoCloseable {
  private final Process process;
  private final PrintWriter to;
  private final BufferedReader from;

  private WarmProgram(Process process) {
    this.process = process;
    this.to = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// @param environment in addition to that of this process
  static WarmProgram start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmillwright.home=" + Path.of("cli/target/millwright").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                WarmCommands.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new WarmProgram(builder.start());
  }

  /// @return nanoseconds
  /// @throws IllegalStateException when it does not end well
  long run(List<String> words) throws IOException {
    to.println(String.join("\t", words));
    String[] answer = String.valueOf(from.readLine()).split("\t", -1);
    if (answer.length != 2 || !answer[0].equals("0")) {
      throw new IllegalStateException(String.join(" ", words) + " ended with " + answer[0]);
    }
    return Long.parseLong(answer[1]);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
