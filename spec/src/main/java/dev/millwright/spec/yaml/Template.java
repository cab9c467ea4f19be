package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A document with parameters in its `spec`: a resource when they are filled in.
///
/// `${params.x}` stands for a parameter. As the whole of a value it takes the parameter's type, in
/// a longer text it becomes part of the text; `$${params.` is a plain `${params.`.
public final class Template {
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\$\\{params\\.|\\$\\{params\\.([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String MARK = "${params.";

  private final Address address;
  private final ObjectNode tree;
  private final SourceText source;
  private final Places places;
  private final List<Use> uses;

  Template(Address address, ObjectNode tree, SourceText source, Places places) {
    this.address = address;
    this.tree = tree;
    this.source = source;
    this.places = places;
    this.uses = used();
  }

  /// A parameter in a text.
  ///
  /// @param pointer the text's place in the document
  /// @param span where the parameter's name stands
  public record Use(String pointer, String name, Span span) {}

  /// Whether a document has parameters.
  static boolean isOne(ObjectNode tree, SourceText source) {
    return source.text().contains(MARK) && !texts("/spec", tree.path("spec")).isEmpty();
  }

  public Address address() {
    return address;
  }

  /// Every parameter, in order of place.
  public List<Use> uses() {
    return uses;
  }

  private List<Use> used() {
    List<Use> found = new ArrayList<>();
    for (Text text : texts("/spec", tree.path("spec"))) {
      Matcher matcher = PARAMETER.matcher(text.text());
      matcher.results().filter(it -> it.group(1) != null).forEach(it -> found.add(use(text, it)));
    }
    return List.copyOf(found);
  }

  /// The resource with these values.
  ///
  /// @param values one for each parameter that is used
  public Checked<LocatedResource> filled(Map<String, JsonNode> values) {
    ObjectNode copy = tree.deepCopy();
    copy.set("spec", replaced(copy.path("spec"), text -> filled(text, values)));
    return switch (Binder.bind(copy, new PlacesInText(places, source))) {
      case Checked.Rejected<Resource>(var diagnostics) -> new Checked.Rejected<>(diagnostics);
      case Checked.Ok<Resource>(var resource, var warnings) ->
          new Checked.Ok<>(new LocatedResource(resource, copy, source, places), warnings);
    };
  }

  private Use use(Text text, MatchResult found) {
    int start = found.start(1);
    int line = (int) text.text().substring(0, start).chars().filter(it -> it == '\n').count();
    int column = start - (text.text().lastIndexOf('\n', start - 1) + 1);
    int end = column + found.group(1).length();
    Span whole = places.value(text.pointer());
    Span span =
        places
            .scalar(text.pointer())
            .flatMap(scalar -> ScalarText.of(source, scalar))
            .map(scalar -> scalar.span(line + 1, column + 1, line + 1, end + 1))
            .orElse(whole);
    return new Use(text.pointer(), found.group(1), span);
  }

  private static JsonNode filled(StringNode node, Map<String, JsonNode> values) {
    String text = node.asString();
    Matcher whole = PARAMETER.matcher(text);
    Optional<JsonNode> value =
        whole.matches() && whole.group(1) != null
            ? Optional.ofNullable(values.get(whole.group(1)))
            : Optional.empty();
    return value.orElseGet(
        () -> StringNode.valueOf(PARAMETER.matcher(text).replaceAll(it -> part(it, values))));
  }

  private static String part(MatchResult found, Map<String, JsonNode> values) {
    JsonNode value = found.group(1) == null ? null : values.get(found.group(1));
    String text = found.group(1) == null ? MARK : found.group();
    return Matcher.quoteReplacement(value == null ? text : value.asString());
  }

  private static JsonNode replaced(
      JsonNode node, java.util.function.Function<StringNode, JsonNode> by) {
    return switch (node) {
      case StringNode text -> by.apply(text);
      case ObjectNode object -> {
        object.properties().forEach(field -> field.setValue(replaced(field.getValue(), by)));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, replaced(array.get(i), by));
        }
        yield array;
      }
      default -> node;
    };
  }

  private record Text(String pointer, String text) {}

  private static List<Text> texts(String pointer, JsonNode node) {
    List<Text> texts = new ArrayList<>();
    gather(pointer, node, texts);
    return texts;
  }

  private static void gather(String pointer, JsonNode node, List<Text> texts) {
    if (node.isString() && node.asString().contains(MARK)) {
      texts.add(new Text(pointer, node.asString()));
    }
    UnaryOperator<String> escaped = key -> key.replace("~", "~0").replace("/", "~1");
    if (node.isObject()) {
      node.properties()
          .forEach(it -> gather(pointer + "/" + escaped.apply(it.getKey()), it.getValue(), texts));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      gather(pointer + "/" + i, node.get(i), texts);
    }
  }
}
