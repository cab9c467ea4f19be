package dev.millwright.compiler;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The projects of a repository, each in the folder of its Project file.
public final class ProjectFolders {
  private ProjectFolders() {}

  /// @param folder with `/`, `""` for the repository's own
  /// @param place of the project's name
  public record Found(String folder, Name name, Span place) {
    static Found of(LocatedResource project) {
      return new Found(home(project), project.address().name(), project.span());
    }

    /// Whether another project's folder is below this one's.
    public boolean contains(Found other) {
      return !folder.equals(other.folder)
          && (folder.isEmpty() || other.folder.startsWith(folder + "/"));
    }
  }

  /// All below a folder, in order of folder. What cannot be read is passed over.
  public static List<Found> in(ProjectTree tree) {
    return tree.paths().stream()
        .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
        .filter(path -> tree.size(path) <= ProjectTree.LARGEST_TEXT)
        .flatMap(path -> projects(path, tree.read(path)).stream())
        .map(Found::of)
        .sorted(Comparator.comparing(Found::folder))
        .toList();
  }

  private static List<LocatedResource> projects(String path, byte[] content) {
    return new String(content, StandardCharsets.UTF_8).contains("Project")
        ? ResourceReader.read(path, content).resources().stream()
            .filter(it -> it.resource() instanceof Project)
            .toList()
        : List.of();
  }

  /// Whether they can stand beside each other: several, and none within another.
  public static boolean areNeighbours(List<Found> projects) {
    return projects.size() > 1
        && projects.stream().map(Found::folder).distinct().count() == projects.size()
        && projects.stream().noneMatch(it -> projects.stream().anyMatch(it::contains));
  }

  /// What is wrong with a second Project in what was taken for one project's folder.
  static Diagnostic second(LocatedResource first, LocatedResource second) {
    Found one = Found.of(first);
    Found other = Found.of(second);
    if (one.folder().equals(other.folder())) {
      return Diagnostic.error(Rule.DUPLICATE_RESOURCE, other.place(), "a folder holds one Project")
          .hint("delete one, or move it to a folder of its own")
          .related(one.place(), "the first one");
    }
    return within(one, other)
        .or(() -> within(other, one))
        .orElseGet(
            () ->
                Diagnostic.error(
                        Rule.SEVERAL_PROJECTS,
                        other.place(),
                        "`%s` is a project of its own beside `%s`"
                            .formatted(other.name(), one.name()))
                    .hint("name the folder of one of them: --project " + other.folder())
                    .related(one.place(), "the other one"));
  }

  private static Optional<Diagnostic> within(Found outer, Found inner) {
    return outer.contains(inner)
        ? Optional.of(
            Diagnostic.error(
                    Rule.SEVERAL_PROJECTS,
                    inner.place(),
                    "the project `%s` stands in the folder of the project `%s`"
                        .formatted(inner.name(), outer.name()))
                .hint("move one beside the other: a project is all that is below its folder")
                .related(outer.place(), "the outer one"))
        : Optional.empty();
  }

  private static String home(LocatedResource project) {
    return project.file().contains("/")
        ? project.file().substring(0, project.file().lastIndexOf('/'))
        : "";
  }
}
