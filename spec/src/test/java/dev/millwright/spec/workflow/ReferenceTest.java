package dev.millwright.spec.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReferenceTest {
  @Test
  void references_are_found_with_their_places() {
    assertThat(Reference.in("auc ${steps.a-b.outputs.auc} of ${ item }"))
        .containsExactly(
            new Reference("steps.a-b.outputs.auc", 6, 27, true),
            new Reference("item", 35, 39, true));
  }

  @Test
  void two_dollars_are_plain() {
    assertThat(Reference.in("$${HOME} ${item}"))
        .extracting(Reference::path)
        .containsExactly("item");
  }

  @Test
  void one_that_is_never_closed_says_so() {
    assertThat(Reference.in("a ${item")).containsExactly(new Reference("item", 4, 8, false));
  }

  @Test
  void only_a_text_that_is_nothing_else_is_whole() {
    assertThat(Reference.whole("${item}")).isPresent();
    assertThat(Reference.whole("${item} ")).isEmpty();
    assertThat(Reference.whole("${a}${b}")).isEmpty();
  }

  @Test
  void an_expression_names_steps_outside_of_its_quotes() {
    assertThat(Reference.stepsOf("steps.train.outputs.auc > 0.7 AND x = 'steps.other.outputs.auc'"))
        .containsExactly("train");
  }
}
