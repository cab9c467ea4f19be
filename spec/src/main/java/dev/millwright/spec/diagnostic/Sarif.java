package dev.millwright.spec.diagnostic;

import dev.millwright.spec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Findings as a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS),
/// which code hosts and editors read.
///
/// @param prefix where the project stands in its repository, `/`-separated; empty at the root
public record Sarif(String prefix) {
  /// One run with all findings; each rule that was broken is described once.
  public String log(Collection<Diagnostic> findings) {
    List<Diagnostic> ordered = findings.stream().sorted().distinct().toList();
    List<Rule> rules = ordered.stream().map(Diagnostic::rule).distinct().sorted().toList();
    Map<String, Object> driver =
        Map.of("name", "millwright", "rules", rules.stream().map(Sarif::rule).toList());
    Map<String, Object> run =
        Map.of(
            "tool",
            Map.of("driver", driver),
            "columnKind",
            "unicodeCodePoints",
            "results",
            ordered.stream().map(finding -> result(finding, rules)).toList());
    return Visible.json(
        Json.pretty(
            new TreeMap<>(
                Map.of(
                    "version",
                    "2.1.0",
                    "$schema",
                    "https://json.schemastore.org/sarif-2.1.0.json",
                    "runs",
                    List.of(run)))));
  }

  private static Map<String, Object> rule(Rule rule) {
    RuleExplanation explanation = RuleExplanation.of(rule);
    return Map.of(
        "id",
        rule.id(),
        "shortDescription",
        text(rule.summary()),
        "fullDescription",
        text(explanation.cause()),
        "help",
        Map.of("text", String.join("\n", explanation.lines()), "markdown", explanation.markdown()));
  }

  private Map<String, Object> result(Diagnostic finding, List<Rule> rules) {
    Map<String, Object> result =
        new TreeMap<>(
            Map.of(
                "ruleId",
                finding.rule().id(),
                "ruleIndex",
                rules.indexOf(finding.rule()),
                "level",
                level(finding.severity()),
                "message",
                text(finding.message() + finding.hint().map(hint -> "\nhint: " + hint).orElse("")),
                "locations",
                List.of(Map.of("physicalLocation", place(finding.span())))));
    finding
        .related()
        .ifPresent(
            related ->
                result.put(
                    "relatedLocations",
                    List.of(
                        Map.of(
                            "id",
                            1,
                            "physicalLocation",
                            place(related.span()),
                            "message",
                            text(related.note())))));
    return result;
  }

  private Map<String, Object> place(Span span) {
    return Map.of(
        "artifactLocation",
        Map.of("uri", uri(span.file()), "uriBaseId", "%SRCROOT%"),
        "region",
        Map.of(
            "startLine",
            span.line(),
            "startColumn",
            span.column(),
            "endLine",
            span.endLine(),
            "endColumn",
            span.endColumn()));
  }

  /// A relative reference of RFC 3986: all but its unreserved characters and slashes are encoded.
  private String uri(String file) {
    String path = prefix.isEmpty() ? file : prefix + "/" + file;
    StringBuilder uri = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xFF);
      if (letter < 128 && (Character.isLetterOrDigit(letter) || "-._~/".indexOf(letter) >= 0)) {
        uri.append(letter);
      } else {
        uri.append("%%%02X".formatted((int) letter));
      }
    }
    return uri.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /// A name cannot make a link, which SARIF writes as `[words](address)`.
  private static Map<String, Object> text(String words) {
    return Map.of("text", Visible.of(words).replace("](", "]\u2060("));
  }
}
