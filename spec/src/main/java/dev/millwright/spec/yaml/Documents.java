package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// The YAML documents of one file. A document that cannot be read does not hide those behind it.
record Documents(List<Node> nodes, List<Failure> failures) {
  static final int MOST_CHARACTERS = 3_000_000;
  private static final String SEPARATOR = "\n---";
  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 100;
  // Events of the parser: a value is one, a list or mapping two.
  private static final int MOST_EVENTS = 500_000;
  // What stands in front of a document is read again after each that fails.
  private static final int MOST_FAILURES = 20;

  /// @param text the text of the document that failed
  record Failure(Diagnostic finding, String text) {}

  static Documents of(SourceText source) {
    Documents documents = new Documents(new ArrayList<>(), new ArrayList<>());
    AtomicInteger events = new AtomicInteger(MOST_EVENTS);
    Optional<Integer> start = Optional.of(0);
    while (start.isPresent()) {
      start = documents.composeFrom(source, start.get(), events);
    }
    return documents;
  }

  private static int lines(SourceText source, int end) {
    return (int) source.text().substring(0, end).chars().filter(it -> it == '\n').count();
  }

  /// Composes up to the first failure; answers where the next document starts after that.
  private Optional<Integer> composeFrom(SourceText source, int start, AtomicInteger events) {
    // Blank lines stand in for what has been read, so that places stay right.
    String text =
        start == 0
            ? source.text()
            : "\n".repeat(lines(source, start)) + source.text().substring(start);
    LoaderOptions options = options();
    ParserImpl parser = new ParserImpl(new StreamReader(text), options);
    Composer composer =
        new Composer(new BoundedParser(parser, events), new CoreResolver(), options);
    try {
      while (composer.checkNode()) {
        nodes.add(composer.getNode());
      }
      return Optional.empty();
    } catch (YAMLException e) {
      Optional<Integer> next = failed(source, start, e);
      return events.get() < 0 ? Optional.empty() : next.flatMap(it -> next(source, it));
    }
  }

  private Optional<Integer> failed(SourceText source, int start, YAMLException failure) {
    int at = Math.max(start, offset(source, failure).orElse(start));
    // A failure at the very start of a separator is the document's in front of it.
    int from = Math.max(start, source.text().lastIndexOf(SEPARATOR, at - 2) + 1);
    int next = source.text().indexOf(SEPARATOR, Math.max(at - 1, from + 1));
    int end = next < 0 ? source.text().length() : next;
    Diagnostic finding = Sentences.of(failure, source.file(), source.span(from, from));
    failures.add(new Failure(finding, source.text().substring(from, end)));
    return next < 0 ? Optional.empty() : Optional.of(next + 1);
  }

  private Optional<Integer> next(SourceText source, int start) {
    if (failures.size() < MOST_FAILURES) {
      return Optional.of(start);
    }
    Diagnostic finding =
        Diagnostic.error(
                Rule.YAML_SYNTAX,
                source.span(start, start),
                "no more than " + MOST_FAILURES + " documents of a file may be broken")
            .hint("correct those above; what stands below is not read");
    failures.add(new Failure(finding, source.text().substring(start)));
    return Optional.empty();
  }

  private static Optional<Integer> offset(SourceText source, YAMLException failure) {
    return failure instanceof MarkedYAMLException marked
        ? Optional.ofNullable(marked.getProblemMark())
            .map(mark -> source.offset(mark.getLine(), mark.getColumn()))
        : Optional.empty();
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    // A tag is refused where the document is read, with its place; nothing is constructed by one.
    options.setTagInspector(_ -> true);
    return options;
  }
}
