package dev.millwright.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.json.Json;
import dev.millwright.testkit.Cases;
import dev.millwright.testkit.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A folder a case: files in, everything that reading says out.
final class ReadingCasesTest {
  private static final Set<Rule> RULES_OF_READING =
      EnumSet.of(
          Rule.YAML_SYNTAX,
          Rule.DUPLICATE_KEY,
          Rule.UNKNOWN_FIELD,
          Rule.WRONG_TYPE,
          Rule.MISSING_FIELD,
          Rule.INVALID_VALUE,
          Rule.UNKNOWN_KIND,
          Rule.INVALID_TYPE);

  private final Cases cases = Cases.here();

  @TestFactory
  Stream<DynamicTest> files_in_and_findings_out() {
    return cases.each(ReadingCasesTest::check);
  }

  @Test
  void every_rule_that_reading_can_raise_has_a_case() {
    Set<Rule> raised =
        cases.folders().stream()
            .flatMap(folder -> read(folder).findings().stream())
            .map(Diagnostic::rule)
            .collect(Collectors.toSet());
    assertThat(raised).isEqualTo(RULES_OF_READING);
  }

  @Test
  void every_finding_says_what_to_type() {
    assertThat(cases.folders().stream().flatMap(folder -> read(folder).findings().stream()))
        .allSatisfy(
            finding -> {
              assertThat(finding.hint()).isPresent();
              assertThat(finding.message()).doesNotEndWith(".");
            });
  }

  private static void check(Path folder) {
    SortedMap<String, byte[]> files = Cases.filesOf(folder.resolve("in"));
    Reading reading = ResourceReader.read(files);
    String findings =
        Diagnostics.text(
            reading.findings(),
            file ->
                Optional.ofNullable(files.get(file))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
            false);
    String said =
        (findings.isEmpty() ? "" : findings + "\n")
            + Diagnostics.summary(reading.findings())
            + reading.resources().stream()
                .map(located -> "\nread " + located.address() + body(folder, located))
                .collect(Collectors.joining())
            + Stream.of(
                    reading.broken().addresses(),
                    reading.broken().kinds(),
                    reading.broken().names())
                .flatMap(Collection::stream)
                .map(broken -> "\nbroken " + broken)
                .collect(Collectors.joining())
            + "\n";
    Golden.of(folder.resolve("expected.txt")).check(said);
  }

  private static String body(Path folder, LocatedResource located) {
    boolean whole = folder.getFileName().toString().startsWith("valid-");
    return whole ? "\n" + Json.pretty(located.resource()) : "";
  }

  private static Reading read(Path folder) {
    return ResourceReader.read(Cases.filesOf(folder.resolve("in")));
  }
}
