package dev.millwright.spec.yaml;

import dev.millwright.spec.binding.Locator;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.node.ObjectNode;

/// One mapping that is a whole file and no resource, as JSON, and where everything in it stands.
public record PlainDocument(ObjectNode tree, Locator places) {
  /// Reads a file with the same care as a resource: no tags, no key twice, bounded.
  public static Checked<PlainDocument> read(String file, byte[] bytes) {
    Optional<SourceText> source = SourceText.decode(file, bytes);
    if (source.isEmpty() || !StreamReader.isPrintable(source.get().text())) {
      return refused(Span.startOf(file), "the file is not plain UTF-8 text");
    }
    if (source.get().text().length() > Documents.MOST_CHARACTERS) {
      return refused(Span.startOf(file), "the file is too large to read");
    }
    Documents documents = Documents.of(source.get());
    if (!documents.failures().isEmpty()) {
      return new Checked.Rejected<>(
          documents.failures().stream().map(Documents.Failure::finding).toList());
    }
    return documents.nodes().size() == 1 && documents.nodes().getFirst() instanceof MappingNode root
        ? document(file, root)
        : refused(Span.startOf(file), "the file is not one mapping");
  }

  private static Checked<PlainDocument> document(String file, MappingNode root) {
    List<Diagnostic> problems = new ArrayList<>();
    TreeBuilder.Built built = new TreeBuilder(file, Integer.MAX_VALUE, problems).build(root);
    return Checked.of(problems, () -> new PlainDocument(built.tree(), built.places()));
  }

  private static Checked<PlainDocument> refused(Span span, String message) {
    return new Checked.Rejected<>(List.of(Diagnostic.error(Rule.YAML_SYNTAX, span, message)));
  }
}
