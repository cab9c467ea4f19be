package dev.millwright.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Kind;
import dev.millwright.spec.schema.Explanation.Answer;
import dev.millwright.spec.schema.Explanation.Required;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of a field.
final class ExplanationTest {
  private final Schemas schemas = new Schemas();

  private Explanation found(String path) {
    Answer answer = Explanation.of(schemas, path);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).explanation();
  }

  private Explanation.Unknown missing(String path) {
    Answer answer = Explanation.of(schemas, path);
    assertThat(answer).isInstanceOf(Answer.Missing.class);
    return ((Answer.Missing) answer).unknown();
  }

  @Test
  void a_field_is_told_with_type_class_default_and_what_is_below_it() {
    Explanation field = found("featureset.spec.aggregate");
    assertThat(field.path()).isEqualTo("FeatureSet.spec.aggregate");
    assertThat(field.type()).isEqualTo("list of mappings");
    assertThat(field.effect()).isEqualTo(Effect.BEHAVIOUR);
    assertThat(field.required()).isEqualTo(Required.NO);
    assertThat(field.standard()).hasToString("Optional[[]]");
    assertThat(field.examples()).isNotEmpty();
    assertThat(field.fields())
        .extracting(Explanation::path)
        .contains("FeatureSet.spec.aggregate.by", "FeatureSet.spec.aggregate.every");
  }

  @Test
  void a_path_goes_through_lists_and_through_names_that_authors_choose() {
    assertThat(found("featureset.spec.aggregate.by").type())
        .isEqualTo("list of count | sum | avg | min | max | first | last | variance | stddev");
    assertThat(found("function.spec.parameters.epochs.minimum").path())
        .isEqualTo("Function.spec.parameters.*.minimum");
  }

  @Test
  void one_of_several_is_told_as_such() {
    assertThat(found("featureset.spec.source.recorded").required()).isEqualTo(Required.ONE_OF);
    assertThat(found("featureset.spec.source.columns").required()).isEqualTo(Required.YES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FeatureSet", "featuresets", "feature-set", "FEATURESET"})
  void a_kind_is_known_however_it_is_written(String word) {
    assertThat(found(word).path()).isEqualTo("FeatureSet");
  }

  @Test
  void a_wrong_word_is_answered_with_what_was_meant_or_what_there_is() {
    assertThat(missing("featureset.spec.agregate").hint()).isEqualTo("did you mean `aggregate`?");
    assertThat(missing("featuresat").hint()).isEqualTo("did you mean `FeatureSet`?");
    assertThat(missing("model.spec.zzzzzz").hint()).startsWith("there are trainedBy");
    assertThat(missing("model.spec.gates.zzzzzz").hint()).isEqualTo("it has no fields");
  }

  @ParameterizedTest
  @EnumSource
  void every_field_of_every_kind_says_what_may_stand_there(Kind kind) {
    all(Explanation.of(schemas, kind));
  }

  private static void all(Explanation field) {
    assertThat(field.type()).as(field.path()).isNotBlank().doesNotContain("anything");
    assertThat(field.description()).as(field.path()).isNotBlank();
    field.fields().forEach(ExplanationTest::all);
  }
}
