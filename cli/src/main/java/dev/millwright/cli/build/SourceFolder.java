package dev.millwright.cli.build;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that an image is built of.
public final class SourceFolder {
  private static final long LARGEST = 64L << 20;

  private SourceFolder() {}

  /// The files of an image's source folder in a project, by path within the folder; rejected when
  /// they are larger than source is.
  public static Checked<SortedMap<String, byte[]>> read(ImageSpec.Source source, ProjectTree tree) {
    String folder = source.path();
    List<String> paths = tree.below(folder);
    return Checked.of(tooLarge(folder, tree, paths), () -> read(folder + "/", tree, paths));
  }

  /// Said of the largest file, and before any is read.
  private static List<Diagnostic> tooLarge(String folder, ProjectTree tree, List<String> paths) {
    long bytes = paths.stream().mapToLong(tree::size).sum();
    if (bytes <= LARGEST) {
      return List.of();
    }
    String largest = paths.stream().max(Comparator.comparingLong(tree::size)).orElse(folder);
    String message =
        "the source in `%s` has %d bytes, most of them here; an image takes no more than %d"
            .formatted(folder, bytes, LARGEST);
    return List.of(
        Diagnostic.error(Rule.PROJECT_LIMIT, Span.startOf(largest), message)
            .hint("keep data in a source or a model, or name the file in .millwrightignore"));
  }

  private static SortedMap<String, byte[]> read(
      String folder, ProjectTree tree, List<String> paths) {
    SortedMap<String, byte[]> sources = new TreeMap<>();
    for (String path : paths) {
      try (InputStream content = tree.open(path)) {
        sources.put(path.substring(folder.length()), content.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
