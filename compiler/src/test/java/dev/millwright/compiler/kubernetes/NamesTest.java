package dev.millwright.compiler.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names are DNS labels and tell apart what differs.
final class NamesTest {
  private static final String LONG = "a".repeat(62);

  @Test
  void a_name_that_fits_stays() {
    assertThat(Names.fit("predict-delay", 63)).isEqualTo("predict-delay");
    assertThat(Names.fit(LONG + "b", 63)).isEqualTo(LONG + "b");
  }

  @Test
  void an_ending_is_kept_whole() {
    assertThat(Names.joined(LONG, "77aa01bc-releases")).hasSize(63).endsWith("-77aa01bc-releases");
  }

  @Test
  void long_names_that_differ_at_their_end_stay_different() {
    assertThat(Names.joined(LONG + "b", "77aa01bc"))
        .isNotEqualTo(Names.joined(LONG + "c", "77aa01bc"));
  }

  @Test
  void equal_content_has_an_equal_name_and_other_content_another() {
    assertThat(Names.content("map", "text")).isEqualTo(Names.content("map", "text"));
    assertThat(Names.content("map", "text")).isNotEqualTo(Names.content("map", "text "));
  }

  /// A cut in the middle of dashes would leave several in a row, which is allowed, or one at the
  /// end of a part, which is not pretty: none stays.
  @ParameterizedTest
  @ValueSource(ints = {20, 21, 22, 23, 24, 25})
  void a_cut_leaves_a_label(int longest) {
    String name = Names.fit("a----b----c----d----e----f", longest);
    assertThat(Name.isValid(name)).as(name).isTrue();
    assertThat(name).hasSizeLessThanOrEqualTo(longest);
  }
}
