package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// The parser's complaints in words that say what to type.
final class Sentences {
  /// @param problem a part of what the parser says
  private record Sentence(String problem, String message, String hint) {}

  private static final List<Sentence> SENTENCES =
      List.of(
          new Sentence("TAB", "a tab stands where YAML wants spaces", "indent with spaces"),
          new Sentence(
              "mapping values are not allowed",
              "a `:` stands where no key can, so this is not one value",
              "put the text in quotes, or start the key on a line of its own"),
          new Sentence(
              "could not find expected ':'",
              "this line is neither a key nor the end of a value",
              "add `:` after the key, or indent the line like its neighbours"),
          new Sentence(
              "expected <block end>",
              "the line is indented unlike the lines it belongs to",
              "indent it like its neighbours"),
          new Sentence(
              "found unexpected end of stream", "a quoted text has no end", "close the quotes"),
          new Sentence(
              "expected ',' or '}'",
              "the `{` has no `}`, or a comma is missing",
              "write `{a: 1, b: 2}`"),
          new Sentence(
              "expected ',' or ']'", "the `[` has no `]`, or a comma is missing", "write `[a, b]`"),
          new Sentence(
              "undefined alias", "the alias has no anchor above it", "write the value out"),
          new Sentence(
              "found unknown escape character",
              "a backslash in double quotes starts an escape, and this is none",
              "use single quotes, or write `\\\\`"),
          new Sentence(
              "cannot start any token",
              "no value starts with this character",
              "put the value in quotes"),
          new Sentence(
              "Nesting Depth", "the document is nested too deeply", "nest at most 50 levels"),
          new Sentence(
              "Number of aliases", "the document has too many aliases", "write the values out"));

  private Sentences() {}

  /// @param document the document's start, where the parser names no place
  static Diagnostic of(YAMLException failure, String file, Span document) {
    String problem = String.valueOf(failure.getMessage());
    Span span = document;
    Diagnostic finding;
    if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      problem = String.valueOf(marked.getProblem());
      span = Marks.point(file, marked.getProblemMark());
      finding = sentence(problem, span);
      return marked.getContextMark() == null
          ? finding
          : finding.related(Marks.point(file, marked.getContextMark()), marked.getContext());
    }
    return sentence(problem, span);
  }

  private static Diagnostic sentence(String problem, Span span) {
    return SENTENCES.stream()
        .filter(sentence -> problem.contains(sentence.problem()))
        .findFirst()
        .map(
            sentence ->
                Diagnostic.error(Rule.YAML_SYNTAX, span, sentence.message()).hint(sentence.hint()))
        .orElseGet(
            () ->
                Diagnostic.error(Rule.YAML_SYNTAX, span, "this is not YAML: " + firstLine(problem))
                    .hint("compare it with a neighbour that works, or put the value in quotes"));
  }

  private static String firstLine(String problem) {
    return problem.lines().findFirst().orElse("nothing can be read");
  }
}
