package dev.millwright.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.testkit.Cases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Schema and binding say the same, whichever way a document is bent.
final class AgreementTest {
  private static final String STRANGE = "zzzzzzzzzzzz";
  private static final String FIELDS_HERE = "fields here: ";

  /// How two values of one document relate: more than a schema can say.
  private static final List<String> RELATIONS =
      List.of(
          "is below `minimum`",
          "is out of the range that stands beside it",
          "is longer than `size`",
          "does not rise from step to step",
          "leads to one step only",
          "is below `min`, and there is nothing between",
          "and it may stand here once");

  private final Schemas schemas = new Schemas();
  private final SchemaValidation validation = new SchemaValidation();

  @TestFactory
  Stream<DynamicTest> what_the_binding_reads_is_valid() {
    return Stream.concat(valid(), Documents.full().stream())
        .map(it -> dynamicTest(it.toString(), () -> assertThat(complaints(it)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> they_agree_on_every_document_that_is_bent_at_one_place() {
    return Documents.full().stream()
        .map(it -> dynamicTest(it.toString(), () -> assertAgreement(it)));
  }

  @Test
  void they_know_the_same_fields() {
    SortedMap<String, Set<String>> said = new TreeMap<>();
    SortedMap<String, Set<String>> read = new TreeMap<>();
    for (LocatedResource located : Documents.full()) {
      for (Spot spot : Spot.allOf(schemas, located)) {
        if (spot.schema().isClosed() && spot.in(located.tree()).isObject()) {
          String shape = spot.schema().shape().toString();
          said.put(shape, new TreeSet<>(spot.schema().properties().keySet()));
          read.computeIfAbsent(shape, _ -> new TreeSet<>()).addAll(known(located, spot));
        }
      }
    }
    assertThat(said).hasSizeGreaterThan(40).isEqualTo(read);
  }

  @Test
  void they_agree_on_what_nothing_executes_yet() {
    Set<String> said = new TreeSet<>();
    Set<String> warned = new TreeSet<>();
    for (LocatedResource located : Documents.full()) {
      Spot.allOf(schemas, located).stream()
          .filter(spot -> !spot.schema().isExecuted())
          .forEach(spot -> said.add(warned(spot, located)));
      Spot.allOf(schemas, located).stream()
          .filter(spot -> spot.isWordThatNothingTakes(located.tree()))
          .forEach(spot -> said.add(Rule.NOT_TAKEN + " " + located.address() + spot.pointer()));
      Documents.bind(located.tree()).findings().stream()
          .filter(finding -> finding.severity() == Severity.WARNING)
          .forEach(finding -> warned.add(warned(finding, located)));
    }
    assertThat(warned).isNotEmpty().isEqualTo(said);
  }

  private static String warned(Spot spot, LocatedResource located) {
    Rule rule = spot.schema().isTaken() ? Rule.NOT_EXECUTED : Rule.NOT_TAKEN;
    return rule + " " + located.address() + spot.pointer();
  }

  private static String warned(Diagnostic finding, LocatedResource located) {
    return finding.rule() + " " + located.address() + finding.span().file();
  }

  @Test
  void the_full_project_uses_every_field() {
    Set<String> used = new TreeSet<>();
    for (LocatedResource located : Documents.full()) {
      Spot.allOf(schemas, located).forEach(spot -> used.add(spot.schema().toString()));
    }
    assertThat(schemas.fields()).extracting(SchemaPlace::toString).isSubsetOf(used);
  }

  @TestFactory
  Stream<DynamicTest> a_field_left_out_is_its_default() {
    return Documents.full().stream()
        .map(it -> dynamicTest(it.toString(), () -> assertDefaults(it)));
  }

  private static Stream<LocatedResource> valid() {
    Stream<Path> cases =
        Cases.here().folders().stream()
            .filter(folder -> folder.getFileName().toString().startsWith("valid-"))
            .map(folder -> folder.resolve("in"));
    Stream<Path> projects =
        Stream.of(Path.of("../example-repo"), Path.of("../compiler/src/test/cases/base"));
    return Stream.concat(cases, projects).flatMap(folder -> Documents.below(folder).stream());
  }

  private List<String> complaints(LocatedResource located) {
    return complaints(located, located.tree());
  }

  /// By its kind's schema; the one for all kinds must say the same.
  private List<String> complaints(LocatedResource located, JsonNode tree) {
    List<String> own = validation.complaints(Schemas.file(located.address().kind()) + "#", tree);
    boolean isValid = validation.complaints(Schemas.ALL + "#", tree).isEmpty();
    assertThat(isValid).as("the schema for all kinds, as %s", own).isEqualTo(own.isEmpty());
    return own;
  }

  private void assertAgreement(LocatedResource located) {
    for (Spot spot : Spot.allOf(schemas, located)) {
      for (Spot.Bent bent : spot.bent(located.tree())) {
        List<Diagnostic> findings = errors(bent.tree());
        if (findings.isEmpty() || !findings.stream().allMatch(AgreementTest::isRelation)) {
          List<String> complaints = complaints(located, bent.tree());
          assertThat(complaints.isEmpty())
              .as("%s of %s: binding %s, schema %s", bent.how(), spot, findings, complaints)
              .isEqualTo(findings.isEmpty());
        }
      }
    }
  }

  private static List<Diagnostic> errors(ObjectNode tree) {
    return Documents.bind(tree).findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .toList();
  }

  private static boolean isRelation(Diagnostic finding) {
    return RELATIONS.stream().anyMatch(finding.message()::contains);
  }

  private void assertDefaults(LocatedResource located) {
    for (Spot spot : Spot.allOf(schemas, located)) {
      JsonNode standard = spot.schema().own().path("default");
      if (!standard.isMissingNode()) {
        Resource without = bound(spot.without(located.tree()));
        Resource with = bound(spot.replaced(located.tree(), standard));
        assertThat(without).as("default of %s", spot).isEqualTo(with);
      }
    }
  }

  private static Resource bound(ObjectNode tree) {
    return ((Checked.Ok<Resource>) Documents.bind(tree)).value();
  }

  /// The fields that the binding names when it refuses a strange one.
  private static Set<String> known(LocatedResource located, Spot spot) {
    ObjectNode tree = located.tree().deepCopy();
    ((ObjectNode) spot.in(tree)).put(STRANGE, 1);
    return Documents.bind(tree).findings().stream()
        .filter(finding -> finding.rule() == Rule.UNKNOWN_FIELD)
        .flatMap(finding -> finding.hint().stream())
        .filter(hint -> hint.startsWith(FIELDS_HERE))
        .flatMap(hint -> Stream.of(hint.substring(FIELDS_HERE.length()).split(", ")))
        .filter(field -> !field.isEmpty())
        .collect(Collectors.toSet());
  }
}
