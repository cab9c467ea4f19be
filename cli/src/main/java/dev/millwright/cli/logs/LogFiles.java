package dev.millwright.cli.logs;

import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.kubernetes.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The log files below a state folder, by the names that people use.
public record LogFiles(StateFolder state) {
  /// The newest log of `daemon`, `gateway`, a graph, a run's id, or whatever component a run was
  /// about.
  public Optional<Path> newest(String name) {
    return candidates(name).stream()
        .filter(Files::isRegularFile)
        .max(Comparator.comparingLong(LogFiles::modified));
  }

  /// Every name that [#newest] knows now.
  public List<String> names() {
    return Stream.of(Stream.of("daemon", "gateway"), children("graphs"), children("runs"))
        .flatMap(names -> names)
        .sorted()
        .toList();
  }

  private List<Path> candidates(String name) {
    return switch (name) {
      case "daemon" -> List.of(state.daemonLog());
      case "gateway" -> List.of(state.root().resolve("gateway/log.txt"));
      default -> logsBelow(state.root().resolve("graphs").resolve(name), runsNamed(name));
    };
  }

  private List<Path> runsNamed(String name) {
    return children("runs")
        .filter(run -> run.equals(Parts.jobName(name)) || run.contains(name))
        .map(run -> state.root().resolve("runs").resolve(run).resolve("log.txt"))
        .toList();
  }

  private static List<Path> logsBelow(Path folder, List<Path> more) {
    if (!Files.isDirectory(folder)) {
      return more;
    }
    try (Stream<Path> files = Files.walk(folder, 4)) {
      return Stream.concat(files.filter(file -> file.endsWith("log.txt")), more.stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> children(String folder) {
    Path parent = state.root().resolve(folder);
    if (!Files.isDirectory(parent)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
