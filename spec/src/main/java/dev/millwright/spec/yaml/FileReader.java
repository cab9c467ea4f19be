package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/// Reads one file.
record FileReader(
    List<LocatedResource> resources, List<Diagnostic> findings, List<Address> broken) {
  private static final String OURS = "millwright.dev/";
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *([A-Za-z]+)");
  private static final Pattern NAME = Pattern.compile("(?m)^ +name: *([-a-z0-9]+)");

  static FileReader read(String file, byte[] bytes) {
    FileReader reader = new FileReader(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Optional<SourceText> source = SourceText.decode(file, bytes);
    source.filter(Impostors::mayHold).ifPresent(reader::read);
    if (source.isEmpty() && new String(bytes, StandardCharsets.ISO_8859_1).contains(OURS)) {
      reader.refuse(Span.startOf(file), "the file is not UTF-8", "save it as UTF-8");
    }
    return reader;
  }

  private void read(SourceText source) {
    if (source.text().contains(OURS) && !isReadable(source)) {
      return;
    }
    Documents documents = Documents.of(source);
    for (Documents.Failure failure : documents.failures()) {
      if (failure.text().contains(OURS)) {
        findings.add(failure.finding());
        addressIn(failure.text()).ifPresent(broken::add);
      }
    }
    for (Node node : documents.nodes()) {
      if (node instanceof MappingNode mapping) {
        document(source, mapping);
      }
    }
  }

  private boolean isReadable(SourceText source) {
    if (source.text().length() > Documents.MOST_CHARACTERS) {
      refuse(
          Span.startOf(source.file()),
          "the file has more than " + Documents.MOST_CHARACTERS + " characters",
          "split it");
      return false;
    }
    int strange = strangeCharacter(source.text());
    if (strange >= 0) {
      refuse(
          source.span(strange, strange + 1),
          "the control character U+%04X has no place in YAML"
              .formatted(source.text().codePointAt(strange)),
          "delete it");
      addressIn(source.text()).ifPresent(broken::add);
      return false;
    }
    return true;
  }

  /// The offset of the first character that YAML does not allow, or -1.
  private static int strangeCharacter(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean plain = (c >= ' ' && c <= '~') || c == '\n';
      if (!plain && !StreamReader.isPrintable(text.codePointAt(i))) {
        return i;
      }
      i += plain ? 1 : Character.charCount(text.codePointAt(i));
    }
    return -1;
  }

  private void document(SourceText source, MappingNode mapping) {
    String version = Impostors.textOf(mapping, "apiVersion").orElse("");
    if (version.startsWith(OURS)) {
      resource(source, mapping);
    } else {
      Impostors.warning(source.file(), mapping, version).ifPresent(findings::add);
    }
  }

  private void resource(SourceText source, MappingNode mapping) {
    List<Diagnostic> problems = new ArrayList<>();
    TreeBuilder.Built built = new TreeBuilder(source.file(), problems).build(mapping);
    Checked<Resource> bound =
        built.complete()
            ? Binder.bind(built.tree(), built.places())
            : new Checked.Rejected<>(List.of());
    findings.addAll(problems);
    findings.addAll(bound.findings());
    if (problems.isEmpty() && bound instanceof Checked.Ok<Resource>(var resource, var _)) {
      resources.add(new LocatedResource(resource, built.tree(), source, built.places()));
    } else {
      address(
              built.tree().path("kind").asString(""),
              built.tree().path("metadata").path("name").asString(""))
          .ifPresent(broken::add);
    }
  }

  private void refuse(Span span, String message, String hint) {
    findings.add(Diagnostic.error(Rule.YAML_SYNTAX, span, message).hint(hint));
  }

  /// What a document that cannot be read is probably about.
  private static Optional<Address> addressIn(String text) {
    Matcher kind = KIND.matcher(text);
    Matcher name = NAME.matcher(text);
    return kind.find() && name.find() ? address(kind.group(1), name.group(1)) : Optional.empty();
  }

  private static Optional<Address> address(String kind, String name) {
    return Kind.ofWord(kind)
        .filter(_ -> Name.isValid(name))
        .map(word -> new Address(word, Name.of(name)));
  }
}
