package dev.millwright.builder;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Makes a source folder in Python and its pinned wheels into what an image holds. Python itself
/// does not run: what the source says is found out where the image is started.
record PythonMaker(WheelStore store) {
  private static final CompiledFiles COMPILED = new CompiledFiles(".pyc");

  /// @param own a folder for this build alone
  /// @throws DependencyFailure when a wheel cannot be had, or none is pinned
  Checked<ImageContents> make(
      ImageSpec spec, ImageSpec.Python asked, SortedMap<String, byte[]> sources, Path own)
      throws IOException {
    String folder = spec.source().map(ImageSpec.Source::path).orElse("");
    List<Diagnostic> compiled = COMPILED.among(folder, sources.keySet());
    if (!compiled.isEmpty()) {
      return new Checked.Rejected<>(compiled);
    }
    requirePins(spec, asked);
    FilledFolder source = new FilledFolder(own.resolve("source"));
    for (Map.Entry<String, byte[]> file : sources.entrySet()) {
      source.write(file.getKey(), file.getValue());
    }
    return new Checked.Ok<>(new PythonContents(asked, store, own).of(source.root()), List.of());
  }

  private static void requirePins(ImageSpec spec, ImageSpec.Python asked) {
    if (!spec.dependencies().isEmpty() && asked.distributions().isEmpty()) {
      String message =
          "%s does not pin what the requirements %s lead to; run `millwright lock`, and commit what it writes"
              .formatted(Lock.FILE, String.join(", ", spec.dependencies()));
      throw new DependencyFailure(
          spec.dependencies().getFirst(), message, false, new IllegalStateException(message));
    }
  }
}
