package dev.millwright.bench.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Projects in git: one of many functions, and any that is changed.
final class Functions {
  private Functions() {}

  /// Writes a project of functions, each with a class of its own and no library.
  static void write(Path folder, int count) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: millwright.dev/v1
            kind: Project
            metadata: {name: functions}
            spec: {}
            ---
            apiVersion: millwright.dev/v1
            kind: Environment
            metadata: {name: local}
            spec: {platform: local, follows: {head: true}}
            """);
    for (int i = 0; i < count; i++) {
      text.append(
          """
          ---
          apiVersion: millwright.dev/v1
          kind: Function
          metadata: {name: function-%d}
          spec: {type: job, runtime: java, source: functions/%d, handler: "Work::work"}
          """
              .formatted(i, i));
      Path source = Files.createDirectories(folder.resolve("functions/" + i));
      Files.writeString(
          source.resolve("Work.java"), "class Work { int number = %d; }".formatted(i));
    }
    Files.writeString(folder.resolve("project.yaml"), text);
  }

  /// The first source of Java below a folder.
  static Path source(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IOException("no source of Java in " + folder));
    }
  }

  /// Gives a class another field.
  static void change(Path source, int number) throws IOException {
    String text = Files.readString(source);
    int end = text.lastIndexOf('}');
    Files.writeString(source, text.substring(0, end) + "  int changed%d;\n}\n".formatted(number));
  }

  /// Commits all that is there, and answers how long that took, in nanoseconds.
  static long commit(Git git) throws GitAPIException {
    long began = System.nanoTime();
    git.add().addFilepattern(".").call();
    git.commit().setMessage("a change").setSign(false).setAuthor("bench", "bench@localhost").call();
    return System.nanoTime() - began;
  }
}
