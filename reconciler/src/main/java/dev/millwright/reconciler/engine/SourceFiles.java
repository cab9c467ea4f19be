package dev.millwright.reconciler.engine;

import dev.millwright.compiler.hub.HubTree;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.PlannedSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files that a feature set is read from: blobs of a commit, files outside of the project, or a
/// graph's recording; and those that models are.
record SourceFiles(World world) {
  /// The files, in order of path; blobs are laid out by their digest with the ending that tells
  /// their format.
  List<Path> of(Component component, String revision) throws IOException {
    FeatureSet set = (FeatureSet) component.definition();
    return switch (set.source()) {
      case FeatureSet.Recorded recorded -> segments(world.layout().recordings(recorded.graph()));
      case PlannedSource it ->
          throw new IllegalArgumentException("nothing reads from " + it.connection() + " yet");
      case FeatureSet.Files files ->
          component.sources().isEmpty()
              ? OutsideFiles.matching(Path.of(files.path()))
              : blobs(component, revision);
    };
  }

  /// Has the file of a model that is one lie where its release is bound to it.
  void bring(Component model, String revision) throws IOException {
    if (((Model) model.definition()).artifact().isPresent()) {
      var _ = blobs(model, revision);
    }
  }

  private List<Path> blobs(Component component, String revision) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Digest> source : component.sources().entrySet()) {
      Path blob = world.layout().source(source.getKey(), source.getValue());
      if (!Files.exists(blob)) {
        export(source.getKey(), revision, blob);
      }
      files.add(blob);
    }
    return files;
  }

  private void export(String path, String revision, Path blob) throws IOException {
    ProjectTree tree =
        HubTree.over(GitTrees.at(world.mirror(), revision, world.projectPath()), world.items());
    Files.createDirectories(blob.getParent());
    Path aside = Files.createTempFile(blob.getParent(), "aside", ".tmp");
    try (InputStream content = tree.open(path)) {
      Files.copy(content, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(aside, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> segments(Path recordings) throws IOException {
    if (!Files.isDirectory(recordings)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(recordings)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }
}
