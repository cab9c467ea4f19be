package dev.millwright.spec.yaml;

import dev.millwright.spec.Kind;
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
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one file.
record FileReader(
    List<LocatedResource> resources,
    List<Template> templates,
    List<Used> uses,
    List<Diagnostic> findings,
    List<Broken> broken) {
  private static final String OURS = "millwright.dev/";
  // Of all documents: an alias costs the file little and the memory much.
  private static final int MOST_VALUES = 500_000;
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int MOST_FINDINGS = 1_000;

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
    if (source.isEmpty() && bare(bytes).contains(OURS)) {
      reader.refuse(Span.startOf(file), "the file is not UTF-8", "save it as UTF-8");
    }
    reader.shorten();
    if (reader.findings.stream().anyMatch(it -> it.rule() == Rule.YAML_SYNTAX)) {
      String text = source.map(SourceText::text).orElseGet(() -> bare(bytes));
      reader.broken.addAll(Guess.declarations(text));
    }
    return reader;
  }

  /// The text of what is no UTF-8, about: of UTF-16, as some editors save it, every other byte is
  /// zero.
  private static String bare(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
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
      } else if (node instanceof SequenceNode list) {
        Impostors.finding(source.file(), list).ifPresent(findings::add);
        broken.addAll(Impostors.declared(list));
      }
    }
  }

  private void read(SourceText source) {
    PlainYaml.compose(source.text())
        .ifPresentOrElse(root -> readAll(source, List.of(root)), () -> readOther(source));
  }

  private void readOther(SourceText source) {
    boolean ours = source.text().contains(OURS);
    Optional<Diagnostic> refusal = ours ? Legibility.refusal(source) : Optional.empty();
    refusal.ifPresent(findings::add);
    if (refusal.isPresent() || (!ours && Legibility.hasLongWord(source))) {
      return;
    }
    Documents documents = Documents.of(source);
    for (Documents.Failure failure : documents.failures()) {
      if (failure.text().contains(OURS)) {
        findings.add(failure.finding());
      }
    }
    readAll(source, documents.nodes());
  }

  /// How many values of the document were read.
  private int document(SourceText source, MappingNode mapping, int left) {
    String version = Impostors.textOf(mapping, "apiVersion").orElse("");
    if (version.startsWith(OURS)) {
      return resource(source, mapping, left);
    }
    Impostors.finding(source.file(), mapping, version)
        .ifPresent(
            it -> {
              findings.add(it);
              broken.add(Impostors.declared(mapping));
            });
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
      broken.add(brokenOf(built.tree()));
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
    broken.add(Broken.none().and(List.of(template.address())));
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
        ? brokenOf(built.tree()).addresses().stream()
            .findFirst()
            .filter(it -> it.kind() != Kind.PROJECT && it.kind() != Kind.ENVIRONMENT)
            .map(it -> new Template(it, built.tree(), source, built.places()))
        : Optional.empty();
  }

  private static Broken brokenOf(ObjectNode tree) {
    return Broken.of(
        tree.path("kind").asString(""), tree.path("metadata").path("name").asString(""));
  }

  private void refuse(Span span, String message, String hint) {
    findings.add(Diagnostic.error(Rule.YAML_SYNTAX, span, message).hint(hint));
  }
}
