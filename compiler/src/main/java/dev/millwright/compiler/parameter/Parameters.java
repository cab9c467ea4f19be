package dev.millwright.compiler.parameter;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Function.Parameter;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fills parameters in.
public final class Parameters {
  private final Kept<Filling, Checked<LocatedResource>> kept;

  public Parameters(Memory memory) {
    this.kept = memory.kept();
  }

  /// @param values of the parameters that the template uses
  private record Filling(Same<Template> template, SortedMap<String, JsonNode> values) {}

  /// What was read, every template filled in with the project's defaults. A template that cannot be
  /// is broken; nothing is said of its parameters when the Project is broken itself.
  public Reading filled(Reading reading, Findings findings) {
    SortedMap<String, Parameter> parameters = parameters(reading);
    List<LocatedResource> resources = new ArrayList<>(reading.resources());
    List<Address> broken = new ArrayList<>();
    boolean isKnown = !reading.broken().mayHold(Kind.PROJECT);
    SortedMap<String, String> values = defaults(parameters);
    for (Template template : reading.templates()) {
      List<Diagnostic> unknown = unknown(template, parameters.keySet());
      if (!unknown.isEmpty()) {
        findings.addAll(isKnown ? unknown : List.of());
        broken.add(template.address());
      } else {
        switch (filled(template, parameters, values)) {
          case Checked.Ok<LocatedResource>(var resource, var warnings) -> {
            findings.addAll(warnings);
            resources.add(resource);
          }
          case Checked.Rejected<LocatedResource>(var diagnostics) -> {
            findings.addAll(diagnostics);
            broken.add(template.address());
          }
        }
      }
    }
    return new Reading(
        resources,
        reading.templates(),
        reading.uses(),
        reading.findings(),
        reading.broken().and(broken));
  }

  /// The resources with an environment's values.
  public Declarations apply(
      Declarations declarations,
      List<Template> templates,
      Declared<Environment> environment,
      Findings findings) {
    SortedMap<String, String> given = environment.resource().parameters();
    List<Declared<Project>> projects = declarations.all(Project.class);
    if (given.isEmpty() || projects.isEmpty()) {
      return declarations;
    }
    SortedMap<String, Parameter> parameters = projects.getFirst().resource().parameters();
    Findings wrong = new Findings();
    SortedMap<String, String> values =
        new ParameterCheck("the project", parameters, wrong)
            .check(given, environment.spec("parameters"));
    findings.addAll(wrong.list());
    return wrong.list().isEmpty()
        ? filled(declarations, templates, parameters, values, findings)
        : declarations;
  }

  private Declarations filled(
      Declarations declarations,
      List<Template> templates,
      SortedMap<String, Parameter> parameters,
      SortedMap<String, String> values,
      Findings findings) {
    SortedMap<Address, LocatedResource> resources = new TreeMap<>(declarations.resources());
    for (Template template : templates) {
      if (resources.containsKey(template.address())) {
        switch (filled(template, parameters, values)) {
          case Checked.Ok<LocatedResource>(var resource, var _) ->
              resources.put(template.address(), resource);
          case Checked.Rejected<LocatedResource>(var diagnostics) -> findings.addAll(diagnostics);
        }
      }
    }
    return declarations.with(resources);
  }

  /// Parameters that nothing uses, as warnings.
  public static List<Diagnostic> unused(Declarations declarations, List<Template> templates) {
    Set<String> used =
        templates.stream()
            .flatMap(template -> template.uses().stream())
            .map(Template.Use::name)
            .collect(Collectors.toSet());
    List<Diagnostic> unused = new ArrayList<>();
    for (Declared<Project> project : declarations.all(Project.class)) {
      for (String name : project.resource().parameters().keySet()) {
        if (!used.contains(name)) {
          unused.add(
              Diagnostic.warning(
                      Rule.PARAMETER_UNUSED,
                      project.spec("parameters").field(name).key(),
                      "nothing uses the parameter `" + name + "`")
                  .hint("write `${params." + name + "}` where its value belongs, or delete it"));
        }
      }
    }
    return unused;
  }

  /// @param values of all parameters; the template uses no others
  private Checked<LocatedResource> filled(
      Template template, SortedMap<String, Parameter> parameters, Map<String, String> values) {
    Set<String> used = template.uses().stream().map(Template.Use::name).collect(Collectors.toSet());
    SortedMap<String, JsonNode> nodes = new TreeMap<>();
    parameters.forEach(
        (name, parameter) -> {
          if (used.contains(name)) {
            nodes.put(name, node(parameter, values.getOrDefault(name, "")));
          }
        });
    return kept.get(
        new Filling(new Same<>(template), nodes), it -> it.template().it().filled(it.values()));
  }

  private static SortedMap<String, Parameter> parameters(Reading reading) {
    return reading.resources().stream()
        .map(LocatedResource::resource)
        .filter(Project.class::isInstance)
        .map(it -> ((Project) it).parameters())
        .findFirst()
        .orElseGet(TreeMap::new);
  }

  private static SortedMap<String, String> defaults(SortedMap<String, Parameter> parameters) {
    SortedMap<String, String> values = new TreeMap<>();
    parameters.forEach((name, it) -> values.put(name, it.defaultValue().orElse("")));
    return values;
  }

  private static List<Diagnostic> unknown(Template template, Set<String> known) {
    String listed =
        known.isEmpty()
            ? "declare it in `spec.parameters` of the Project"
            : "there are: " + String.join(", ", known);
    return template.uses().stream()
        .filter(use -> !known.contains(use.name()))
        .map(
            use ->
                Diagnostic.error(
                        Rule.UNKNOWN_REFERENCE,
                        use.span(),
                        "the project has no parameter `" + use.name() + "`")
                    .hint(Nearest.hint(use.name(), known).orElse(listed)))
        .toList();
  }

  /// The value as it would stand in YAML.
  private static JsonNode node(Parameter parameter, String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (parameter.type().base()) {
      case BOOL -> json.booleanNode(Boolean.parseBoolean(text));
      case INT32, INT64 -> json.numberNode(Long.parseLong(text));
      case FLOAT32, FLOAT64 -> json.numberNode(Double.parseDouble(text));
      case STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> json.stringNode(text);
    };
  }
}
