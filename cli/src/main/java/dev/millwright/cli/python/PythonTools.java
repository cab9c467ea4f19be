package dev.millwright.cli.python;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The resolver of this machine: uv, or pip where there is no uv. Both read the user's own
/// configuration of indexes and credentials.
///
/// @param folders where programs are looked for, in this order
/// @param lookout whether what uv remembers of an index is asked for again
public record PythonTools(List<Path> folders, Lookout lookout) implements Distributions {
  public PythonTools {
    folders = List.copyOf(folders);
  }

  /// The programs on a path as `PATH` has it.
  public static PythonTools on(String path, Lookout lookout) {
    return new PythonTools(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(it -> !it.isEmpty())
            .flatMap(it -> folder(it).stream())
            .toList(),
        lookout);
  }

  private static Optional<Path> folder(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public LockEntry.Wheels wheels(Need.Requirements need) {
    Optional<Resolver> uv = find("uv").map(it -> new UvCompile(it, lookout));
    return uv.or(this::pip)
        .map(it -> new EachPlatform(it).wheels(need))
        .orElseThrow(
            () ->
                new DistributionFailure(
                    "neither uv nor pip is here to resolve the requirements of `%s`"
                        .formatted(need.name()),
                    "install uv, by `pipx install uv` or as your system has it"));
  }

  private Optional<Resolver> pip() {
    return Stream.of("pip3", "pip")
        .flatMap(name -> find(name).stream())
        .findFirst()
        .map(PipReport::new);
  }

  private Optional<Path> find(String name) {
    return folders.stream().map(it -> it.resolve(name)).filter(Files::isExecutable).findFirst();
  }
}
