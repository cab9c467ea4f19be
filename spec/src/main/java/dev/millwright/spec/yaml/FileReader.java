package dev.millwright.spec.yaml;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.HubReference;
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
import tools.jackson.databind.node.ObjectNode;

/// Reads one file.
record FileReader(
    List<LocatedResource> resources,
    List<Template> templates,
    List<Used> uses,
    List<Diagnostic> findings,
    List<Address> broken) {
  private static final String OURS = "millwright.dev/";
  // Of all documents: an alias costs the file little and the memory much.
  private static final int MOST_VALUES = 500_000;
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int MOST_FINDINGS = 1_000;
  // Characters without a space or line break between them: nobody writes them, and all that reads
  // them reads them again and again.
  static final int LONGEST_WORD = 100_000;
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *([A-Za-z]+)");
  private static final Pattern NAME = Pattern.compile("(?m)^ +name: *([-a-z0-9]+)");

  static FileReader read(String file, byte[] bytes) {
    FileReader reader =
        new FileReader(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    Optional<SourceText> source = SourceText.decode(file, bytes);
    source.filter(Impostors::mayHold).ifPresent(reader::read);
    if (source.isEmpty() && new String(bytes, StandardCharsets.ISO_8859_1).contains(OURS)) {
      reader.refuse(Span.startOf(file), "the file is not UTF-8", "save it as UTF-8");
    }
    reader.shorten();
    return reader;
  }

  /// What is not told may have been an error, and so is not passed over.
  private void shorten() {
    int more = findings.size() - MOST_FINDINGS;
    if (more > 0) {
      findings.subList(MOST_FINDINGS, findings.size()).clear();
      Span place = findings.getLast().span();
      refuse(place, more + " more findings of this file", "correct those above, and look again");
    }
  }

  private void readAll(SourceText source, List<Node> nodes) {
    if (nodes.size() > MOST_DOCUMENTS) {
      String most = "a file has no more than " + MOST_DOCUMENTS + " documents";
      refuse(Span.startOf(source.file()), most, "split it");
      return;
    }
    int left = MOST_VALUES;
    for (Node node : nodes) {
      if (node instanceof MappingNode mapping && left > 0) {
        left -= document(source, mapping, left);
      }
    }
  }

  private void read(SourceText source) {
    boolean ours = source.text().contains(OURS);
    if (ours ? !isReadable(source) : longWord(source.text()) >= 0) {
      return;
    }
    Documents documents = Documents.of(source);
    for (Documents.Failure failure : documents.failures()) {
      if (failure.text().contains(OURS)) {
        findings.add(failure.finding());
        addressIn(failure.text()).ifPresent(broken::add);
      }
    }
    readAll(source, documents.nodes());
  }

  private boolean isReadable(SourceText source) {
    if (source.text().length() > Documents.MOST_CHARACTERS) {
      refuse(
          Span.startOf(source.file()),
          "the file has more than " + Documents.MOST_CHARACTERS + " characters",
          "split it");
      return false;
    }
    int word = longWord(source.text());
    if (word >= 0) {
      refuse(
          source.span(word, word + 1),
          "more than " + LONGEST_WORD + " characters follow each other without a space",
          "break the line; what is data belongs where a Connection leads");
      addressIn(source.text().substring(0, word)).ifPresent(broken::add);
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

  /// The offset of the first word that is too long, or -1.
  private static int longWord(String text) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        start = i + 1;
      } else if (i - start >= LONGEST_WORD) {
        return start;
      }
    }
    return -1;
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

  /// How many values of the document were read.
  private int document(SourceText source, MappingNode mapping, int left) {
    String version = Impostors.textOf(mapping, "apiVersion").orElse("");
    if (version.startsWith(OURS)) {
      return resource(source, mapping, left);
    }
    Impostors.warning(source.file(), mapping, version).ifPresent(findings::add);
    return 0;
  }

  private int resource(SourceText source, MappingNode mapping, int left) {
    List<Diagnostic> problems = new ArrayList<>();
    TreeBuilder builder = new TreeBuilder(source.file(), left, problems);
    TreeBuilder.Built built = builder.build(mapping);
    Optional<Template> template = template(built, source);
    if (template.isPresent()) {
      findings.addAll(problems);
      keep(template.get(), built);
      return builder.values();
    }
    Checked<Resource> bound =
        built.complete()
            ? Binder.bind(built.tree(), new PlacesInText(built.places(), source))
            : new Checked.Rejected<>(List.of());
    findings.addAll(problems);
    findings.addAll(bound.findings());
    if (problems.isEmpty() && bound instanceof Checked.Ok<Resource>(var resource, var _)) {
      keep(new LocatedResource(resource, built.tree(), source, built.places()));
    } else {
      addressOf(built.tree()).ifPresent(broken::add);
    }
    return builder.values();
  }

  /// What an item says has no parameters of this project's, so a use of one has none either.
  private void keep(Template template, TreeBuilder.Built built) {
    if (!built.tree().path("spec").has("uses")) {
      templates.add(template);
      return;
    }
    findings.add(
        Diagnostic.error(
                Rule.INVALID_VALUE,
                template.uses().getFirst().span(),
                "a resource with `uses` takes no parameters of the project")
            .hint("write the value itself, or patch it in the environment"));
    broken.add(template.address());
  }

  private void keep(LocatedResource read) {
    Optional<HubReference> item =
        switch (read.address().kind()) {
          case FUNCTION, MODEL ->
              HubReference.parse(read.tree().path("spec").path("uses").asString(""));
          case PROJECT,
              ENVIRONMENT,
              CONNECTION,
              FEATURE_SET,
              FEATURE_VECTOR,
              SERVING_GRAPH,
              WORKFLOW,
              MONITOR ->
              Optional.empty();
        };
    item.ifPresentOrElse(it -> uses.add(new Used(read, it)), () -> resources.add(read));
  }

  /// A Project and an Environment say what the parameters are, and have none themselves.
  private static Optional<Template> template(TreeBuilder.Built built, SourceText source) {
    return built.complete() && Template.isOne(built.tree(), source)
        ? addressOf(built.tree())
            .filter(it -> it.kind() != Kind.PROJECT && it.kind() != Kind.ENVIRONMENT)
            .map(it -> new Template(it, built.tree(), source, built.places()))
        : Optional.empty();
  }

  private static Optional<Address> addressOf(ObjectNode tree) {
    return address(tree.path("kind").asString(""), tree.path("metadata").path("name").asString(""));
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
