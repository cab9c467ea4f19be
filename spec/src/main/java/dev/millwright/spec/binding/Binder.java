package dev.millwright.spec.binding;

import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Reads one document's tree as a resource: all of its mistakes at once, or a record with defaults
/// filled in.
///
/// The JSON schemas say the same to editors; tests hold the two to one another.
public final class Binder {
  /// The only version of the language.
  public static final String API_VERSION = "millwright.dev/v1";

  private static final Pattern SEMVER = Pattern.compile(Pinned.SEMVER);
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_./]{0,61}[A-Za-z0-9])?");

  private Binder() {}

  public static Checked<Resource> bind(ObjectNode tree, Locator locator) {
    Findings findings = Findings.at(locator);
    Optional<Resource> resource =
        new Value(tree, Pointer.root(), findings).fields(Binder::resource);
    return Checked.of(findings.list().stream().sorted().toList(), resource::orElseThrow);
  }

  private static Optional<Resource> resource(Fields fields) {
    String version = fields.required("apiVersion", API_VERSION).choice(List.of(API_VERSION));
    Optional<Kind> kind = kind(fields.required("kind", "FeatureSet"));
    Metadata metadata = fields.required("metadata", "{name: flights}").fields(Binder::metadata);
    Optional<Value> spec =
        kind.equals(Optional.of(Kind.PROJECT)) || kind.isEmpty()
            ? fields.optional("spec")
            : Optional.of(fields.required("spec", "{}"));
    if (kind.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        spec.map(value -> value.fields(inner -> spec(kind.get(), metadata, inner)))
            .orElseGet(() -> new Project(metadata)));
  }

  private static Resource spec(Kind kind, Metadata metadata, Fields spec) {
    return switch (kind) {
      case PROJECT -> project(metadata, spec);
      case ENVIRONMENT -> EnvironmentBinding.read(metadata, spec);
      case CONNECTION -> ConnectionBinding.read(metadata, spec);
      case FUNCTION -> FunctionBinding.read(metadata, spec);
      case FEATURE_SET -> FeatureSetBinding.read(metadata, spec);
      case FEATURE_VECTOR -> FeatureVectorBinding.read(metadata, spec);
      case MODEL -> ModelBinding.read(metadata, spec);
      case SERVING_GRAPH -> ServingGraphBinding.read(metadata, spec);
      case WORKFLOW -> WorkflowBinding.read(metadata, spec);
      case MONITOR -> MonitorBinding.read(metadata, spec);
    };
  }

  private static Optional<Kind> kind(Value value) {
    String word = value.text("a kind", "FeatureSet");
    Optional<Kind> kind = Kind.ofWord(word);
    if (kind.isEmpty() && value.node().isString()) {
      value.unknownKind(Arrays.stream(Kind.values()).map(Kind::word).toList());
    }
    return kind;
  }

  private static Metadata metadata(Fields fields) {
    return new Metadata(
        Words.name(fields.required("name", "flights"), "flights"),
        fields
            .optional("version")
            .map(value -> value.matching(SEMVER, "a semantic version", "1.2.0")),
        fields.optional("movedFrom").map(value -> Words.name(value, "flights")),
        fields
            .optional("labels")
            .map(value -> value.map(LABEL, "a label", label -> label.prose("operations")))
            .orElseGet(TreeMap::new),
        fields.optional("description").map(value -> value.prose("what it is for")));
  }

  private static Project project(Metadata metadata, Fields spec) {
    return new Project(
        metadata,
        spec.optional("owners")
            .map(value -> value.list(owner -> owner.words("operations")))
            .orElse(List.of()),
        FunctionBinding.withDefaults(spec, "parameters"),
        spec.optional("policies").map(value -> value.list(Words::formula)).orElse(List.of()),
        ProjectBinding.defaults(spec),
        ProjectBinding.notifications(spec),
        HubBinding.catalogs(spec));
  }
}
