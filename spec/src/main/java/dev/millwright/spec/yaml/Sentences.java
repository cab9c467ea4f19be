package dev.millwright.spec.yaml;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// The parser's complaints in words that say what to type.
final class Sentences {
  private Sentences() {}

  /// Where a complaint belongs: where the parser stumbled, or where that began.
  private enum Place {
    STUMBLED,
    BEGAN
  }

  /// @param problem a part of what the parser says
  private record Sentence(String problem, Place place, String message, String hint) {}

  private static final Sentence QUESTION_MARK =
      new Sentence(
          "",
          Place.STUMBLED,
          "a `?` between braces starts a key, unless it stands in quotes",
          "put the value in quotes, such as `{name: delay, type: \"float64?\"}`");

  private static final List<Sentence> SENTENCES =
      List.of(
          stumbled("TAB", "a tab stands where YAML wants spaces", "indent with spaces"),
          stumbled(
              "mapping values are not allowed",
              "a `:` stands where no key can, so this is not one value",
              "put the text in quotes, or start the key on a line of its own"),
          began(
              "could not find expected ':'",
              "this line is neither a key nor a part of the value above",
              "add `:` after the key, or indent the line like its neighbours"),
          stumbled(
              "expected <block end>",
              "the line is indented unlike the lines it belongs to",
              "indent it like its neighbours"),
          began("found unexpected end of stream", "the quoted text has no end", "close the quotes"),
          began("unexpected document separator", "the quoted text has no end", "close the quotes"),
          stumbled(
              "expected ',' or '}'",
              "the `{` has no `}`, or a comma is missing",
              "write it like `{a: 1, b: 2}`"),
          stumbled(
              "expected ',' or ']'",
              "the `[` has no `]`, or a comma is missing",
              "write it like `[a, b]`"),
          stumbled(
              "but found '<stream end>'",
              "the file ends where a value is to follow",
              "write the value, and close each `[` and `{`"),
          stumbled("undefined alias", "the alias has no anchor above it", "write the value out"),
          stumbled(
              "found unknown escape character",
              "a backslash in double quotes starts an escape, and this is none",
              "use single quotes, or write `\\\\`"),
          stumbled(
              "cannot start any token",
              "no value starts with this character",
              "put the value in quotes"),
          stumbled(
              BoundedParser.PROBLEM,
              "the file has too many values",
              "split it, or keep data where a Connection leads"),
          stumbled(
              BoundedParser.NO_TAG,
              "the tag in front of the value names nothing",
              "take the `!` and what follows it out"),
          stumbled("Nesting Depth", "the document is nested too deeply", "nest at most 50 levels"),
          stumbled(
              "Number of aliases", "the document has too many aliases", "write the values out"));

  /// @param document the document's start, where the parser names no place
  static Diagnostic of(YAMLException failure, String file, Span document) {
    if (!(failure instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
      return sentence(String.valueOf(failure.getMessage()), document, document);
    }
    Span stumbled = Marks.point(file, marked.getProblemMark());
    Mark context = marked.getContextMark();
    Span began = context == null ? stumbled : Marks.point(file, context);
    String problem = String.valueOf(marked.getProblem());
    Diagnostic finding =
        problem.startsWith("expected ',' or") && isQuestionMark(marked.getProblemMark())
            ? at(QUESTION_MARK, stumbled, began)
            : sentence(problem, stumbled, began);
    return finding.span().equals(began) ? finding : finding.related(began, "it begins here");
  }

  private static Diagnostic sentence(String problem, Span stumbled, Span began) {
    return SENTENCES.stream()
        .filter(sentence -> problem.contains(sentence.problem()))
        .findFirst()
        .map(sentence -> at(sentence, stumbled, began))
        .orElseGet(() -> at(other(problem), stumbled, began));
  }

  private static Diagnostic at(Sentence sentence, Span stumbled, Span began) {
    Span span =
        switch (sentence.place()) {
          case STUMBLED -> stumbled;
          case BEGAN -> began;
        };
    return Diagnostic.error(Rule.YAML_SYNTAX, span, sentence.message()).hint(sentence.hint());
  }

  private static Sentence other(String problem) {
    String line = problem.lines().findFirst().orElse("nothing can be read");
    return stumbled(
        problem,
        "this is not YAML: " + line,
        "compare it with a neighbour that works, or put the value in quotes");
  }

  private static boolean isQuestionMark(Mark mark) {
    int[] buffer = mark.getBuffer();
    return mark.getPointer() < buffer.length && buffer[mark.getPointer()] == '?';
  }

  private static Sentence stumbled(String problem, String message, String hint) {
    return new Sentence(problem, Place.STUMBLED, message, hint);
  }

  private static Sentence began(String problem, String message, String hint) {
    return new Sentence(problem, Place.BEGAN, message, hint);
  }
}
