package dev.millwright.compiler.hostile;

import dev.millwright.spec.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Assertions;

/// Asks a [Judge] in a virtual machine with 512 MB, which has ten seconds for each commit.
final class Court implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private Court(Process process) {
    this.process = process;
    this.questions = process.outputWriter();
    this.answers = process.inputReader();
  }

  /// @param folder where the process stands and puts its temporary files
  static Court in(Path folder) {
    try {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx512m",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.io.tmpdir=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Judge.class.getName())
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new Court(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Judge.Verdict judge(Path repository, ObjectId commit) {
    try {
      return Assertions.assertTimeoutPreemptively(PATIENCE, () -> asked(repository, commit));
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  boolean isOpen() {
    return process.isAlive();
  }

  private Judge.Verdict asked(Path repository, ObjectId commit) throws IOException {
    questions.write(commit.name() + " " + repository + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new AssertionError("the compiler's process died");
    }
    return Json.mapper().readValue(answer, Judge.Verdict.class);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
