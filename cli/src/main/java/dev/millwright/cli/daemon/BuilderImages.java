package dev.millwright.cli.daemon;

import dev.millwright.builder.BuiltImage;
import dev.millwright.builder.DependencyFailure;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.compiler.hub.HubTree;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.reconciler.engine.Images;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.platform.ImageAt;
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
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;

/// Images built on this machine from the commits of a repository.
///
/// @param builder builds them
/// @param repository holds the commits
/// @param projectPath the project's folder in the repository
/// @param items where the files of pinned items of hubs are
public record BuilderImages(
    ImageBuilder builder, Repository repository, String projectPath, PinnedItems items)
    implements Images {
  private static final long LARGEST_SOURCE = 64L << 20;

  @Override
  public ImageAt ensure(ImageSpec spec, String revision) throws StepFailure {
    try {
      if (spec.python().isPresent()) {
        throw new StepFailure("nothing on this machine runs a function in Python");
      }
      return switch (builder.build(spec, () -> sources(spec, revision))) {
        case Checked.Ok<BuiltImage>(var image, var _) ->
            new ImageAt(image.manifest(), image.runtimeLib(), image.functionClasspath());
        case Checked.Rejected<BuiltImage>(var errors) -> throw new StepFailure(sentence(errors));
      };
    } catch (RegistryFailure e) {
      String hint = e.hint().isEmpty() ? "" : "; " + e.hint();
      throw new StepFailure(e.getMessage() + hint, e);
    } catch (DependencyFailure | IOException e) {
      throw new StepFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /// The files of an image's source folder at a commit, by path within the folder; rejected when
  /// they are larger than source is.
  public Checked<SortedMap<String, byte[]>> sources(ImageSpec spec, String revision) {
    if (spec.source().isEmpty()) {
      return new Checked.Ok<>(new TreeMap<>(), List.of());
    }
    String folder = spec.source().get().path() + "/";
    ProjectTree tree = HubTree.over(GitTrees.at(repository, revision, projectPath), items);
    List<String> paths = tree.below(spec.source().get().path());
    return Checked.of(
        tooLarge(spec.source().get().path(), tree, paths), () -> read(folder, tree, paths));
  }

  /// Said of the largest file, and before any is read.
  private static List<Diagnostic> tooLarge(String folder, ProjectTree tree, List<String> paths) {
    long bytes = paths.stream().mapToLong(tree::size).sum();
    if (bytes <= LARGEST_SOURCE) {
      return List.of();
    }
    String largest = paths.stream().max(Comparator.comparingLong(tree::size)).orElse(folder);
    String message =
        "the source in `%s` has %d bytes, most of them here; an image takes no more than %d"
            .formatted(folder, bytes, LARGEST_SOURCE);
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

  private static String sentence(List<Diagnostic> errors) {
    return errors.stream()
        .map(error -> error.span() + ": " + error.message())
        .collect(Collectors.joining("; ", "the source cannot be built: ", ""));
  }
}
