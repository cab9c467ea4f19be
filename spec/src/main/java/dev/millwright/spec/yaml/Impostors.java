package dev.millwright.spec.yaml;

import dev.millwright.spec.Kind;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Documents that look like resources and are none, because their `apiVersion` is missing or
/// misspelt, or because they stand in a list. To leave them out in silence would be to remove what
/// they declare.
final class Impostors {
  private static final Pattern OURS = Pattern.compile("(?i)mill?wrig?h?t?s?([./-].*|$)");
  private static final String NOT_OURS =
      ", or name the file in .millwrightignore if it is not for Millwright";
  private static final Pattern LIKELY =
      Pattern.compile(
          Arrays.stream(Kind.values())
              .map(Kind::word)
              .collect(Collectors.joining("|", "(?m)^kind: *[\"']?(", ")[\"']? *(#.*)?$")));

  private Impostors() {}

  /// Whether a file may hold a resource, or one of these; other files need not be parsed.
  static boolean mayHold(SourceText source) {
    return source.text().contains("millwright.dev/") || LIKELY.matcher(source.text()).find();
  }

  static Optional<Diagnostic> finding(String file, MappingNode mapping, String version) {
    boolean isLikely =
        textOf(mapping, "kind").flatMap(Kind::ofWord).isPresent()
            && value(mapping, "metadata").isPresent();
    if (!isLikely) {
      return Optional.empty();
    }
    if (value(mapping, "apiVersion").isEmpty()) {
      return Optional.of(missing(file, mapping));
    }
    return isMeant(version) ? Optional.of(misspelt(file, mapping, version)) : Optional.empty();
  }

  private static boolean isMeant(String version) {
    return OURS.matcher(version).matches()
        || Nearest.to(version, List.of(Binder.API_VERSION)).isPresent();
  }

  private static Diagnostic misspelt(String file, MappingNode mapping, String version) {
    return Diagnostic.error(
            Rule.INVALID_VALUE,
            apiVersion(file, mapping),
            "`apiVersion` is `" + version + "`; allowed: " + Binder.API_VERSION)
        .hint("write `apiVersion: " + Binder.API_VERSION + "`" + NOT_OURS);
  }

  /// A list that holds resources: a document is one.
  static Optional<Diagnostic> finding(String file, SequenceNode list) {
    return resources(list)
        .findFirst()
        .map(
            it ->
                Diagnostic.error(
                        Rule.INVALID_VALUE,
                        Marks.point(file, it.getStartMark()),
                        "this looks like a resource but stands in a list, where nothing reads it")
                    .hint("write it without the `-`, and a line `---` between two resources"));
  }

  /// What a list holds.
  static List<Broken> declared(SequenceNode list) {
    return resources(list).map(Impostors::declared).toList();
  }

  static Broken declared(MappingNode mapping) {
    String name =
        value(mapping, "metadata")
            .filter(MappingNode.class::isInstance)
            .flatMap(it -> textOf((MappingNode) it, "name"))
            .orElse("");
    return Broken.of(textOf(mapping, "kind").orElse(""), name);
  }

  private static Stream<MappingNode> resources(SequenceNode list) {
    return list.getValue().stream()
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .filter(Impostors::isOurs);
  }

  private static boolean isOurs(MappingNode mapping) {
    return textOf(mapping, "apiVersion").filter(Binder.API_VERSION::equals).isPresent();
  }

  private static Diagnostic missing(String file, MappingNode mapping) {
    Span start = Marks.point(file, mapping.getStartMark());
    return Diagnostic.error(
            Rule.MISSING_FIELD, start, "this looks like a resource but has no `apiVersion`")
        .hint("add `apiVersion: " + Binder.API_VERSION + "`" + NOT_OURS);
  }

  private static Span apiVersion(String file, MappingNode mapping) {
    return value(mapping, "apiVersion")
        .map(node -> Marks.span(file, node.getStartMark(), node.getEndMark()))
        .orElseGet(() -> Span.startOf(file));
  }

  /// The text of a field at the top of a document, if that is what it is.
  static Optional<String> textOf(MappingNode mapping, String field) {
    return value(mapping, field)
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).getValue());
  }

  private static Optional<Node> value(MappingNode mapping, String field) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(field)) {
        return Optional.of(tuple.getValueNode());
      }
    }
    return Optional.empty();
  }
}
