package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// What a project's files say: the resources that could be read, in order of file and place, and
/// everything that is wrong.
///
/// @param templates resources that have parameters to be filled in
/// @param uses resources that take items of hubs
/// @param broken resources that are declared but could not be read
public record Reading(
    List<LocatedResource> resources,
    List<Template> templates,
    List<Used> uses,
    List<Diagnostic> findings,
    Broken broken) {
  public Reading {
    resources = List.copyOf(resources);
    templates = List.copyOf(templates);
    uses = List.copyOf(uses);
    findings = findings.stream().sorted().toList();
  }

  /// Nothing but findings.
  public static Reading of(Diagnostic finding) {
    return new Reading(List.of(), List.of(), List.of(), List.of(finding), Broken.none());
  }

  /// What several files say, in their order.
  public static Reading of(List<Reading> files) {
    List<LocatedResource> resources = new ArrayList<>();
    List<Template> templates = new ArrayList<>();
    List<Used> uses = new ArrayList<>();
    List<Diagnostic> findings = new ArrayList<>();
    for (Reading file : files) {
      resources.addAll(file.resources());
      templates.addAll(file.templates());
      uses.addAll(file.uses());
      findings.addAll(file.findings());
    }
    return new Reading(
        resources,
        templates,
        uses,
        findings,
        Broken.ofAll(files.stream().map(Reading::broken).toList()));
  }
}
