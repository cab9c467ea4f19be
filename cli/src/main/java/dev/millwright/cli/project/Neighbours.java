package dev.millwright.cli.project;

import dev.millwright.compiler.ProjectFolders.Found;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The projects of one repository, side by side: what is found in each, by places in the
/// repository.
///
/// @param repository all of its files
public record Neighbours(ProjectTree repository, List<Found> projects) {
  private record Owned(Found project, LocatedResource resource) {}

  /// A project's findings. A name that leads nowhere there and somewhere in another project is told
  /// so.
  ///
  /// @param findings at places within the project
  public List<Diagnostic> of(Found project, List<Diagnostic> findings) {
    List<Diagnostic> placed = findings.stream().map(it -> placed(project, it)).toList();
    if (placed.stream().noneMatch(it -> it.rule() == Rule.UNKNOWN_REFERENCE)) {
      return placed;
    }
    List<Owned> others = others(project);
    return placed.stream()
        .map(it -> it.rule() == Rule.UNKNOWN_REFERENCE ? pointed(it, others) : it)
        .toList();
  }

  private List<Owned> others(Found project) {
    List<Owned> others = new ArrayList<>();
    for (Found other : projects) {
      if (!other.equals(project)) {
        repository.paths().stream()
            .filter(path -> path.startsWith(other.folder() + "/"))
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .filter(path -> repository.size(path) <= ProjectTree.LARGEST_TEXT)
            .flatMap(path -> ResourceReader.read(path, repository.read(path)).resources().stream())
            .forEach(resource -> others.add(new Owned(other, resource)));
      }
    }
    return others;
  }

  private Diagnostic pointed(Diagnostic finding, List<Owned> others) {
    String written = written(finding.span());
    Optional<Owned> meant =
        others.stream()
            .filter(it -> it.resource().address().name().text().equals(written))
            .findFirst();
    return meant
        .map(
            it ->
                finding
                    .hint(
                        "the project `%s` has %s, and references stay within a project: share it through a hub"
                            .formatted(it.project().name(), it.resource().address()))
                    .related(it.resource().span(), "in the other project"))
        .orElse(finding);
  }

  /// The name at a place of one line, without quotes and version.
  private String written(Span span) {
    List<String> lines =
        new String(repository.read(span.file()), StandardCharsets.UTF_8).lines().toList();
    boolean isOneLine = span.line() == span.endLine() && span.line() <= lines.size();
    String line = isOneLine ? lines.get(span.line() - 1) : "";
    int end = Math.min(line.length(), span.endColumn() - 1);
    int start = Math.min(end, span.column() - 1);
    return line.substring(start, end).replaceAll("[\"']", "").replaceAll("[@.].*", "");
  }

  private static Diagnostic placed(Found project, Diagnostic finding) {
    Diagnostic placed =
        new Diagnostic(
            finding.rule(),
            finding.severity(),
            placed(project, finding.span()),
            finding.message(),
            finding.hint(),
            Optional.empty());
    return finding
        .related()
        .map(it -> placed.related(placed(project, it.span()), it.note()))
        .orElse(placed);
  }

  private static Span placed(Found project, Span span) {
    return new Span(
        project.folder() + "/" + span.file(),
        span.line(),
        span.column(),
        span.endLine(),
        span.endColumn());
  }
}
