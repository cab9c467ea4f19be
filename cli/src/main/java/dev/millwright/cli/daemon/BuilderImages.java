package dev.millwright.cli.daemon;

import dev.millwright.builder.BuiltImage;
import dev.millwright.builder.DependencyFailure;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.cli.build.SourceFolder;
import dev.millwright.compiler.hub.HubTree;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.reconciler.engine.Images;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
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
    var tree = HubTree.over(GitTrees.at(repository, revision, projectPath), items);
    return SourceFolder.read(spec.source().get(), tree);
  }

  private static String sentence(List<Diagnostic> errors) {
    return errors.stream()
        .map(error -> error.span() + ": " + error.message())
        .collect(Collectors.joining("; ", "the source cannot be built: ", ""));
  }
}
